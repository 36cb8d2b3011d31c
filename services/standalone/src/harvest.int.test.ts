import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccessService } from '@diachi/access-service';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import {
  type DocumentId,
  parseChecksum,
  parseDocumentId,
  parseHarvestSource,
  parseLibraryCode,
  parseRecord,
  parseSourceCode,
  UNRECKONED,
} from '@diachi/domain';
import type { Catalogue, SearchIndex } from '@diachi/ports';
import { createLocalQueue } from '@diachi/queue-local';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { createFileObjectStore } from '@diachi/store-files';
import { createUploadService } from '@diachi/upload-service';
import { createWebApp } from '@diachi/web';
import { describe, expect, onTestFinished, test } from 'vitest';

const DOCUMENTS = 1_000;
const OPERATOR = 'the operator of both libraries';
const code = parseSourceCode('kho-ban');
const silent = { debug: () => undefined, warn: () => undefined, error: () => undefined };

test('one library harvests another: changed, removed, closed and killed in between, nothing is lost or doubled', {
  timeout: 240_000,
}, async () => {
  const other = await openOther(DOCUMENTS);
  const kept = await openKept();
  await kept.catalogue.addSource(
    parseHarvestSource({ code, name: 'Kho bạn', address: `${other.origin}/oai`, isOn: true, everyHours: 24 }),
  );
  let pages = 0;
  let first = openHarvester(kept);
  other.beforeEach(async () => {
    pages += 1;
    const number = 20 * pages;
    if (number >= DOCUMENTS) return;
    await other.rename(number, `Đổi tên ${number}`);
    await other.catalogue.remove(idOf(number + 1));
    await other.close(number + 2);
    await other.publish(DOCUMENTS + pages);
    // In the middle of a page this process is gone.
    if (pages === 3) void first.kill();
  });

  await first.service.start();
  await first.killed;
  expect((await kept.catalogue.source(code)).state.place).not.toBeNull();
  first = openHarvester(kept);
  await first.service.start();
  await untilHarvested(kept.catalogue);
  const there = await other.told();
  const known = await allForeign(kept.catalogue);

  expect(pages).toBeGreaterThan(5);
  expect(new Set(known.map(({ identifier }) => identifier)).size).toBe(known.length);
  // What changed behind the page that told of it comes with the next harvest.
  other.beforeEach(async () => {});
  await untilFree(first);
  await ask(first.origin, 'POST', `/api/harvest/${code}/start`);
  await untilHarvested(kept.catalogue, 2);
  // The search index has its last records after the catalogue has the end.
  await untilFree(first);
  const after = await allForeign(kept.catalogue);
  expect(after.map(({ title }) => title).toSorted()).toEqual(there.toSorted());
  expect((await kept.catalogue.source(code)).state.reports[0]).toMatchObject({
    isWhole: false,
    refused: 0,
    failure: null,
  });
  expect(await kept.index.countRecords()).toBe(there.length);
  expect(await kept.index.size()).toEqual({ documents: 0, pages: 0 });

  // Found with what is ours, and told by nobody but the search and its own address.
  const found = (await ask(first.origin, 'GET', '/api/search?q=doi+ten&source=kho-ban')) as Found;
  expect(found.total).toBeGreaterThan(3);
  expect(found.hits[0]).toMatchObject({ source: code, addresses: { page: expect.stringContaining(other.origin) } });
  expect(found.hits[0]?.addresses.manifest).toContain('/iiif/presentation/3/documents/');
  const list = await (await fetch(`${first.origin}/oai?verb=ListRecords&metadataPrefix=oai_dc`)).text();
  expect(list).toContain('noRecordsMatch');
  expect(await (await fetch(`${first.origin}/sitemap.xml`)).text()).not.toContain('elsewhere');

  await ask(first.origin, 'POST', `/api/harvest/${code}/remove`);
  expect(((await ask(first.origin, 'GET', '/api/search?q=doi+ten')) as Found).hits).toEqual([]);
  await first.service.reconcile();
  expect(await kept.index.countRecords()).toBe(0);
  await first.kill();
});

const RICH = {
  ...{ title: 'Địa chí “Mường So” & <vùng> phụ cận, tập 3', kind: 'map', date: '1954~', language: 'vie+fra' },
  ...{ creators: ['Nguyễn Văn Đậu | author'], subjects: ['Lễ hội', 'Người Thái'], places: ['Mường So'] },
  ...{ publisher: 'Ty Văn hóa', summary: 'Chuyện kể về “mường” xưa.', licence: 'cc-by' },
};

describe('our own provider is harvested by our own harvester', () => {
  test.each([
    ['marc21', { date: { text: '1954~' }, places: RICH.places, publisher: RICH.publisher, language: RICH.language }],
    ['mods', { date: { text: '1954~' }, places: RICH.places, publisher: RICH.publisher, language: RICH.language }],
    ['oai_dc', { date: { text: '1954~' }, places: RICH.places, publisher: RICH.publisher, language: RICH.language }],
  ])('in %s: what it can say, where it leads, what is gone', { timeout: 60_000 }, async (prefix, also) => {
    const other = await openOther(3, RICH);
    const kept = await openKept();
    await kept.catalogue.addSource(sourceAt(other.origin, prefix));
    const harvester = openHarvester(kept);

    await harvester.service.start();
    await untilHarvested(kept.catalogue);
    const known = await kept.catalogue.foreignRecords(code, { limit: 9 });
    const [one] = known;
    const id = one?.identifier.split(':').at(-1) ?? '';
    expect((await kept.catalogue.source(code)).state.reports[0]).toMatchObject({ fresh: 3, refused: 0, failure: null });
    expect(new Set(known.map(({ identifier }) => identifier)).size).toBe(3);
    expect(one).toMatchObject({
      metadataPrefix: prefix,
      record: {
        ...{ title: RICH.title, kind: 'map', subjects: RICH.subjects, summary: RICH.summary, licence: RICH.licence },
        ...{ creators: [{ name: 'Nguyễn Văn Đậu', part: 'author' }], library: code, collection: '', access: 'open' },
        ...also,
      },
      addresses: {
        page: `${other.origin}/documents/${id}`,
        manifest: `${other.origin}/iiif/presentation/3/documents/${id}/manifest`,
      },
    });

    await other.catalogue.remove(parseDocumentId(id));
    await other.close(known.findIndex(({ identifier }) => !identifier.endsWith(id)));
    await untilFree(harvester);
    await ask(harvester.origin, 'POST', `/api/harvest/${code}/start`);
    await untilHarvested(kept.catalogue, 2);
    expect((await kept.catalogue.source(code)).records).toBe(1);
    await harvester.kill();
  });

  test('mets, which says what files there are, is told to be no format that is read', { timeout: 60_000 }, async () => {
    const other = await openOther(1);
    const kept = await openKept();
    await kept.catalogue.addSource(sourceAt(other.origin, 'mets'));
    const harvester = openHarvester(kept);

    await harvester.service.start();
    await untilHarvested(kept.catalogue);
    const { state } = await kept.catalogue.source(code);
    expect(state.reports[0]?.failure).toMatchObject({
      code: 'harvest.no-format',
      details: { offered: 'oai_dc, mods, marc21, mets' },
    });
    await harvester.kill();
  });
});

const sourceAt = (origin: string, metadataPrefix: string) =>
  parseHarvestSource({ code, name: 'Kho bạn', address: `${origin}/oai`, metadataPrefix, isOn: true });

type Found = {
  readonly total: number;
  readonly hits: readonly { readonly addresses: { readonly manifest: string | null } }[];
};

const idOf = (number: number): DocumentId => parseDocumentId(`document${String(number).padStart(8, '0')}`);
const recordOf = (title: string) => ({ title, library: 'ban', kind: 'book', date: '1954', language: 'vie' });
const titleOf = (number: number) => `Sách số ${number}`;

type Kept = Awaited<ReturnType<typeof openKept>>;

/** What a library keeps, on the disk. */
async function openKept() {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-harvest-'));
  const catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.db') });
  const index: SearchIndex = await createSqliteSearchIndex({ path: join(folder, 'index.sqlite') });
  const store = await createFileObjectStore({ folder: join(folder, 'store') });
  await catalogue.putLibrary({ code: parseLibraryCode('ban'), name: 'Thư viện bạn' });
  onTestFinished(async () => {
    await index.close();
    await catalogue.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { folder, catalogue, index, store };
}

/** A library with published records, which tells of them by OAI-PMH. */
async function openOther(documents: number, said: object = {}) {
  const kept = await openKept();
  const { catalogue } = kept;
  const publish = async (number: number) => {
    const id = idOf(number);
    const checksum = parseChecksum(createHash('sha256').update(id).digest('hex'));
    const original = { checksum, fileName: 'a.png', sizeBytes: 1, type: 'image/png' } as const;
    await catalogue.receive({
      id,
      record: parseRecord({ ...recordOf(titleOf(number)), ...said }),
      originals: [original],
    });
    const page = { page: 0, label: '1', ...UNRECKONED, state: 'blank' } as const;
    await catalogue.openRevision({ documentId: id, number: 1 }, [page]);
    await catalogue.publish({ documentId: id, number: 1 }, [page]);
  };
  for (let number = 0; number < documents; number += 1) await publish(number);

  const access = createAccessService({ ...kept });
  const { app } = createWebApp({ routes: access.routes, catalogue, operatorToken: OPERATOR, log: silent });
  let between = async () => {};
  const origin = await listen((request, response) => {
    const isPage = request.url?.includes('resumptionToken') === true;
    void (isPage ? between() : Promise.resolve()).then(() => app(request, response));
  });
  const change = async (number: number, said: object) => {
    const { record, recordVersion } = await catalogue.document(idOf(number));
    await catalogue.changeRecord(idOf(number), { ...record, ...said }, recordVersion);
  };
  return {
    catalogue,
    origin,
    publish,
    rename: (number: number, title: string) => change(number, { title }),
    close: (number: number) => change(number, { access: 'closed' }),
    beforeEach: (work: () => Promise<void>) => {
      between = work;
    },
    /** The titles of what everybody may know of. */
    told: async () => {
      const titles: string[] = [];
      for (let after: string | null | undefined; after !== null; ) {
        const list = await catalogue.documents(
          { states: ['published'], isShown: true },
          { limit: 200, ...(after && { after }) },
        );
        titles.push(...list.documents.map(({ record }) => record.title));
        after = list.next;
      }
      return titles;
    },
  };
}

/** A process that harvests, on what is kept. */
function openHarvester(kept: Kept) {
  const { catalogue, index, store, folder } = kept;
  const queue = createLocalQueue();
  const service = createUploadService({
    ...{ catalogue, index, store, queue, dataFolder: folder, incomingFolder: join(folder, 'incoming'), log: silent },
    limits: {
      ...{ maxFileBytes: 1_000, uploadExpiryMs: 86_400_000, reconcileEveryMs: 3_600_000, inspectEveryMs: 86_400_000 },
      ...{ verifyEveryDays: 0, verifyMbPerSecond: 0 },
    },
    harvest: { libraryEmail: null, harvestPrivate: true, harvestPauseMs: 0 },
    rebuild: async () => 0,
    defaultLibrary: parseLibraryCode('ban'),
    languages: async () => ['vie'],
    wait: async () => {},
    tryEveryMs: 20,
  });
  const access = createAccessService({ catalogue, index, store });
  const routes = [...access.routes, ...service.routes];
  const { app } = createWebApp({ routes, catalogue, operatorToken: OPERATOR, log: silent });
  const killed = Promise.withResolvers<void>();
  const harvester = {
    service,
    origin: '',
    killed: killed.promise,
    kill: async () => {
      await service.close();
      await queue.close();
      killed.resolve();
    },
  };
  void listen(app).then((origin) => {
    harvester.origin = origin;
  });
  return harvester;
}

async function listen(app: RequestListener): Promise<string> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function ask(origin: string, method: 'GET' | 'POST', path: string): Promise<unknown> {
  const answer = await fetch(`${origin}${path}`, {
    method,
    headers: { Authorization: `Bearer ${OPERATOR}`, ...(method === 'POST' && { 'Content-Type': 'application/json' }) },
    ...(method === 'POST' && { body: '{}' }),
  });
  const text = await answer.text();
  expect(answer.ok, text).toBe(true);
  return text === '' ? null : JSON.parse(text);
}

const untilHarvested = (catalogue: Catalogue, harvests = 1) =>
  expect
    .poll(async () => (await catalogue.source(code)).state, { timeout: 120_000, interval: 50 })
    .toSatisfy(
      ({ place, reports }: Awaited<ReturnType<Catalogue['source']>>['state']) =>
        place === null && reports.length === harvests && reports[0]?.endedAt !== null,
    );

/** Whoever sees in the catalogue that a harvest has ended may be a moment before its lock. */
const untilFree = ({ service }: Pick<ReturnType<typeof openHarvester>, 'service'>) =>
  expect.poll(async () => (await service.sources())[0]?.progress?.isRunning, { timeout: 60_000 }).toBe(false);

async function allForeign(catalogue: Catalogue) {
  const all: { readonly identifier: string; readonly title: string }[] = [];
  for (let after: DocumentId | undefined; ; ) {
    const some = await catalogue.foreignRecords(null, { limit: 200, ...(after && { after }) });
    all.push(...some.map(({ identifier, record }) => ({ identifier, title: record.title })));
    after = some.at(-1)?.id;
    if (after === undefined) return all;
  }
}
