import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccessService } from '@diachi/access-service';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { parseLibraryCode } from '@diachi/domain';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { createFileObjectStore } from '@diachi/store-files';
import { createWebApp } from '@diachi/web';
import type { Kept } from './published-book.ts';

/** A library that answers at an address of its own, until it is closed. */
export type IiifLibrary = Kept & { readonly address: string; close(): Promise<void> };

export async function openIiifLibrary(): Promise<IiifLibrary> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-iiif-'));
  const catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.db') });
  const store = await createFileObjectStore({ folder: join(folder, 'store') });
  const index = await createSqliteSearchIndex({ path: join(folder, 'search.db') });
  await catalogue.putLibrary({ code: parseLibraryCode('tinh'), name: 'Thư viện tỉnh' });
  const { routes } = createAccessService({ catalogue, store, index });
  const silent = () => undefined;
  const log = { debug: silent, warn: silent, error: silent };
  const { app } = createWebApp({ routes, catalogue, operatorToken: null, log });
  const served = await serve(app);
  return {
    catalogue,
    store,
    index,
    address: served.address,
    close: async () => {
      await served.close();
      await Promise.all([catalogue.close(), store.close(), index.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Answers on a free port of this machine. */
export async function serve(answer: RequestListener): Promise<{ readonly address: string; close(): Promise<void> }> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
