import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import {
  type ForeignRecord,
  type HarvestReport,
  parseDocumentId,
  parseHarvestSource,
  parseRecord,
  type Role,
} from '@diachi/domain';
import { createLog, listen, readConfig } from '@diachi/process';
import type { Route } from '@diachi/web';
import { allSettings } from '../../../services/standalone/src/all-settings.ts';
import { openLibrary } from '../../../services/standalone/src/open-library.ts';
import { catalogueFile, prepareDataFolder } from '../../../services/standalone/src/prepare-data-folder.ts';
import { cookieOf, fillMarkedLibrary, HOME, type MarkedDocument } from '../../leaks/marked-library.ts';

/** A whole library on one computer whose pages outside judges look at. */
export type JudgedLibrary = {
  readonly origin: string;
  readonly routes: readonly Route[];
  /** One of each access level; none in an empty library. */
  readonly documents: readonly MarkedDocument[];
  readonly close: () => Promise<void>;
};

/** What the browsers of those who may ask send. `home` is a member. */
export const VISITORS = {
  'a reader': '',
  'a member': cookieOf('home'),
  'an archivist': cookieOf('archivist'),
  'an administrator': cookieOf('admin'),
} as const;

/** Opens a library with documents of every access level, or with none, and people of every role who are signed in. */
export async function openJudgedLibrary({ isEmpty = false } = {}): Promise<JudgedLibrary> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-judged-'));
  const documents = isEmpty ? [] : await fillMarkedLibrary(folder);
  if (isEmpty) await prepareDataFolder(folder);
  await signIn(folder, isEmpty ? ['home', 'archivist', 'admin'] : ['archivist', 'admin']);
  if (!isEmpty) await harvest(folder);
  const library = await openLibrary({
    folder,
    config: readConfig(allSettings, { DIACHI_DATA: folder }),
    log: createLog('diachi', 'silent', { write: () => undefined }),
    operatorToken: 'operator-token-of-this-test',
    isWorking: false,
  });
  await library.fillIndex(new AbortController().signal, () => undefined);
  const { port, close } = await listen(library.app, { host: '127.0.0.1', port: 0 });
  return {
    origin: `http://127.0.0.1:${port}`,
    routes: library.routes,
    documents,
    close: async () => {
      await close();
      await library.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The document of an access level; fails when the library has none. */
export function documentNamedIn({ documents }: JudgedLibrary, name: string): MarkedDocument {
  const document = documents.find((one) => one.name.startsWith(name));
  if (!document) throw new Error(`The library has no document whose name begins with ${name}.`);
  return document;
}

/** Another repository that our library knows, and a record it has of it. */
export const ELSEWHERE = { source: 'kho-ban', id: 'foreign000000001' } as const;

const HARVEST: HarvestReport = {
  ...{ startedAt: '2026-11-20T08:00:00.000Z', endedAt: '2026-11-20T08:01:00.000Z', isWhole: true },
  ...{ metadataPrefix: 'oai_dc', pages: 1, fresh: 1, changed: 0, same: 0, gone: 0, refused: 1, expected: null },
  refusals: [{ identifier: 'oai:kho.example.vn:<2>', code: 'harvest.no-title', message: 'It has no title.' }],
  failure: null,
};

async function harvest(folder: string): Promise<void> {
  const catalogue = await createSqliteCatalogue({ path: catalogueFile(folder) });
  const address = 'https://kho.example.vn';
  const source = parseHarvestSource({ code: ELSEWHERE.source, name: 'Kho bạn', address: `${address}/oai`, isOn: true });
  await catalogue.addSource(source);
  const foreign: ForeignRecord = {
    id: parseDocumentId(ELSEWHERE.id),
    source: source.code,
    identifier: 'oai:kho.example.vn:1',
    datestamp: '2026-11-01',
    record: parseRecord({ title: 'Sách của kho bạn', library: ELSEWHERE.source, creators: 'Lò Văn Ún', date: '1954' }),
    addresses: { page: `${address}/1`, thumbnail: null, pdf: `${address}/1.pdf`, manifest: `${address}/1.json` },
    metadataPrefix: 'oai_dc',
    isGone: false,
  };
  await catalogue.keepRecords(source, { records: [foreign], stillThere: [] }, HARVEST.startedAt, (_, before) => ({
    ...before,
    reports: [HARVEST],
  }));
  await catalogue.close();
}

async function signIn(folder: string, names: readonly string[]): Promise<void> {
  const { people, close } = await createSqliteCatalogue({ path: catalogueFile(folder) });
  for (const name of names) {
    const role: Role = name === 'home' ? 'member' : name === 'admin' ? 'admin' : 'archivist';
    const { id } = await people.add({ name, role, library: HOME });
    const tokenHash = createHash('sha256')
      .update(cookieOf(name).split('=')[1] ?? '')
      .digest('hex');
    await people.openSession({ tokenHash, personId: id, expiresAt: '9999-01-01T00:00:00.000Z' });
  }
  await close();
}
