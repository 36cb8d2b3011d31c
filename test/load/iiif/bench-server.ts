import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAccessService } from '@diachi/access-service';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { createFileObjectStore } from '@diachi/store-files';
import { createWebApp } from '@diachi/web';
import { answerBench } from './server-messages.ts';

// A process of its own, so that its processor time is told apart from that of those who ask.
const [folder = '', cacheFolder = '', atOnce = '2'] = process.argv.slice(2);
const catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.sqlite') });
const store = await createFileObjectStore({ folder: join(folder, 'store') });
const index = await createSqliteSearchIndex({ path: join(folder, 'index.sqlite') });
const { routes } = createAccessService({
  catalogue,
  store,
  index,
  pictures: { cacheFolder, cacheBytes: 2e9, atOnce: Number(atOnce), maxPixels: 40_000_000, isStoreLocal: true },
});
const silent = () => undefined;
const { app } = createWebApp({
  routes,
  catalogue,
  operatorToken: null,
  log: { debug: silent, warn: silent, error: silent },
});
const server = createServer(app);
server.listen(0, '127.0.0.1', () => answerBench((server.address() as AddressInfo).port));
