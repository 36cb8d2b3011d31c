import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccessService } from '@diachi/access-service';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { createReadingOverHttp } from '@diachi/portal-service';
import { readingContract } from '@diachi/ports/contract';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { createFileObjectStore } from '@diachi/store-files';
import { createWebApp } from '@diachi/web';
import { describe, onTestFinished } from 'vitest';

const TOKEN = 'a token of forty-three letters for one test';

describe('reading over HTTP', () => {
  readingContract(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reading-'));
    const catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.db') });
    const store = await createFileObjectStore({ folder: join(folder, 'store') });
    const index = await createSqliteSearchIndex({ path: join(folder, 'search.db') });
    const { routes } = createAccessService({ catalogue, store, index });
    const silent = () => undefined;
    const log = { debug: silent, warn: silent, error: silent };
    const { app } = createWebApp({ routes, catalogue, operatorToken: TOKEN, log });
    const address = await serve(app);
    onTestFinished(async () => {
      await Promise.all([catalogue.close(), store.close(), index.close()]);
      rmSync(folder, { recursive: true, force: true });
    });
    return { catalogue, store, index, reading: createReadingOverHttp({ address, token: TOKEN }) };
  });
});

async function serve(app: RequestListener): Promise<URL> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}
