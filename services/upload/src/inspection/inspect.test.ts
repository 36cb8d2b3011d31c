import {
  type DocumentId,
  Failure,
  keys,
  type Manifest,
  manifestText,
  parseChecksum,
  parseDocumentId,
} from '@diachi/domain';
import { publishRevisionJob } from '@diachi/jobs';
import { type Catalogue, handle, type JobHandler, type ObjectStore } from '@diachi/ports';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { storeAway } from '../../../../test/faults/index.ts';
import type { TakenFile } from '../taken-file.ts';
import { allOf } from '../testing/all-of.ts';
import { call, jpeg, pdf, sendFile, sha256 } from '../testing/send-file.ts';
import {
  type Headers,
  type LibraryOptions,
  leastSteps,
  openLibrary,
  removeFolder,
  type TemporaryLibrary,
} from '../testing/temporary-library.ts';
import type { WorkReport } from '../work-report.ts';
import type { InspectionReport } from './inspection-routes.ts';

let library: TemporaryLibrary;
let admin: Headers;
let indexed: Set<DocumentId>;
let isIndexAway: boolean;
let now: Date;
const folders = new Set<string>();
const HOUR_MS = 3_600_000;

beforeEach(() => {
  indexed = new Set();
  isIndexAway = false;
  now = new Date();
});

afterEach(async () => {
  await library.stop();
  for (const folder of folders) await removeFolder(folder);
  folders.clear();
});

test('a library that is whole has nothing to repair and nothing to report, however often it is inspected', async () => {
  await opened();
  await take('a.jpg', jpeg('a'));
  await take('b.pdf', pdf('b'));
  await library.quiet();

  for (let time = 0; time < 2; time += 1) {
    const { last, state } = await inspected();
    expect(last).toMatchObject({ counts: { documents: 2, indexed: 2, repaired: 0, problems: 0 } });
    expect([last?.repaired, last?.problems]).toEqual([[], []]);
    expect(state).toMatchObject({ isRunning: false, done: 2, planned: 2, problems: 0, failure: null });
  }
});

type Fault = {
  readonly what: string;
  /** Plants it in a library with one published document, and tells what is expected of it. */
  readonly plant: (id: DocumentId) => Promise<{
    readonly repaired?: readonly object[];
    readonly problems?: readonly object[];
    /** Holds when all that was planned is done. */
    readonly after?: () => Promise<void>;
  }>;
};

describe('what is repaired', () => {
  test.each<Fault>([
    {
      what: 'a page’s text that is gone: the document is read again',
      plant: async (id) => {
        const key = keys.text({ documentId: id, number: 1 }, 1);
        await library.store.remove(key);
        const after = async () => {
          expect(await library.catalogue.document(id)).toMatchObject({ publishedRevision: 2, isIndexed: true });
        };
        return { repaired: [{ code: 'inspection.read-again', details: { id, key, count: 1 } }], after };
      },
    },
    {
      what: 'a manifest that is gone',
      plant: async (id) => {
        const key = keys.manifest({ documentId: id, number: 1 });
        await library.store.remove(key);
        const after = async () => expect((await library.catalogue.document(id)).publishedRevision).toBe(2);
        return { repaired: [{ code: 'inspection.read-again', details: { key } }], after };
      },
    },
    {
      what: 'a manifest that is damaged',
      plant: async (id) => {
        const key = keys.manifest({ documentId: id, number: 1 });
        await library.store.put(key, Buffer.from('{"version":1,'), 'application/json');
        const after = async () => expect((await library.catalogue.document(id)).publishedRevision).toBe(2);
        return { repaired: [{ code: 'inspection.read-again', details: { key } }], after };
      },
    },
    {
      what: 'what only the making of a revision needed',
      plant: async (id) => {
        const scan = keys.scan({ documentId: id, number: 1 }, 0);
        await library.store.put(scan, Buffer.from('scan'), 'image/tiff');
        const after = async () => expect(await library.store.has(scan)).toBe(false);
        return { repaired: [{ code: 'inspection.leftovers-removed', details: { id, count: 1 } }], after };
      },
    },
    {
      what: 'a record beside its files that is not the current one',
      plant: async (id) => {
        const { record } = await library.catalogue.document(id);
        const { recordVersion } = await library.catalogue.changeRecord(id, { ...record, title: 'Chợ phiên' }, 1);
        await library.catalogue.setIndexed({ documentId: id, number: 1 }, recordVersion);
        const after = async () => {
          const kept = Buffer.from(await library.store.get(keys.record(id))).toString();
          expect(kept).toContain('Chợ phiên');
        };
        return { repaired: [{ code: 'inspection.record-written', details: { id } }], after };
      },
    },
    {
      what: 'a document that is missing in the search index',
      plant: async (id) => {
        indexed.delete(id);
        const after = async () => expect([...indexed]).toEqual([id]);
        return { repaired: [{ code: 'inspection.index-planned', details: { id } }], after };
      },
    },
    ...['0000000000000000', 'zzzzzzzzzzzzzzzz'].map((other) => ({
      what: `${other}, which the search index still holds`,
      plant: async (id: DocumentId) => {
        indexed.add(parseDocumentId(other));
        const after = async () => expect([...indexed]).toEqual([id]);
        return { repaired: [{ code: 'inspection.index-removed', details: { id: other } }], after };
      },
    })),
    {
      what: 'a published document nothing moves any more',
      plant: async (id) => {
        await library.catalogue.forgetIndexed();
        now = new Date(now.getTime() + 2 * HOUR_MS);
        const after = async () => expect(await library.catalogue.document(id)).toMatchObject({ isIndexed: true });
        return { repaired: [{ code: 'inspection.plan-made', details: { id } }], after };
      },
    },
    {
      what: 'an upload that nobody went on with',
      plant: async () => {
        const upload = '0'.repeat(32);
        await library.store.put(keys.uploadPiece(upload, 0, 4), Buffer.from('left'), 'application/octet-stream');
        const after = async () => expect(await allOf(library.store.list('incoming/'))).toEqual([]);
        return { repaired: [{ code: 'inspection.uploads-removed', details: { count: 1 } }], after };
      },
    },
  ])('$what', async ({ plant }) => {
    await opened({ uploadsIn: 'store' });
    const id = await take('a.jpg', jpeg('a'));
    await library.quiet();
    const { repaired = [], after } = await plant(id);

    const { last } = await inspected();
    await library.quiet();

    expect(last?.repaired).toMatchObject(repaired);
    expect(last?.repaired).toHaveLength(repaired.length);
    expect(last?.problems).toEqual([]);
    await after?.();
    // What was replaced is left over for the next.
    expect((await inspected()).last?.counts).toMatchObject({ problems: 0 });
    expect((await inspected()).last?.counts).toMatchObject({ repaired: 0, problems: 0 });
  });

  test('a revision that was given up for a later one, and not one that readers once saw', async () => {
    await opened();
    const id = await take('a.jpg', jpeg('a'));
    await library.quiet();
    for (let time = 0; time < 2; time += 1) {
      await call(library, admin, 'POST', `/api/documents/${id}/read-again`, {});
      await library.quiet();
    }
    const seen = await allOf(library.store.list(keys.revision({ documentId: id, number: 1 })));
    await library.store.remove(keys.manifest({ documentId: id, number: 2 }));
    expect(seen.length).toBeGreaterThan(2);

    const { last } = await inspected();

    expect(last?.repaired).toMatchObject([{ code: 'inspection.leftovers-removed', details: { id } }]);
    expect(await allOf(library.store.list(keys.revision({ documentId: id, number: 1 })))).toEqual(seen);
    expect(await allOf(library.store.list(keys.revision({ documentId: id, number: 2 })))).toEqual([]);
  });

  test('what is left of a refused document', async () => {
    const bad = new Failure('invalid', 'pdf.encrypted', 'This PDF has a password.');
    await opened({ failIntake: bad });
    const id = await take('locked.pdf', pdf('locked'));
    await library.quiet();
    await library.store.put(keys.record(id), Buffer.from('{}'), 'application/json');

    const { last } = await inspected();

    expect(last?.repaired).toMatchObject([{ code: 'inspection.refusal-ended', details: { id } }]);
    expect(await allOf(library.store.list('documents/'))).toEqual([]);
  });
});

describe('what only a person can put right', () => {
  test.each<Fault>([
    {
      what: 'an original that is gone',
      plant: async (id) => {
        const key = keys.original(parseChecksum(sha256(jpeg('a'))));
        await library.store.remove(key);
        return { problems: [{ code: 'inspection.original-missing', details: { id, file: 'a.jpg', key } }] };
      },
    },
    {
      what: 'a page’s text that is gone with the original it was made from',
      plant: async (id) => {
        const original = keys.original(parseChecksum(sha256(jpeg('a'))));
        const key = keys.text({ documentId: id, number: 1 }, 0);
        await library.store.remove(original);
        await library.store.remove(key);
        return {
          problems: [
            { code: 'inspection.original-missing' },
            { code: 'inspection.files-missing', details: { id, key, count: 1 } },
          ],
        };
      },
    },
    {
      what: 'an original no document has',
      plant: async () => {
        const key = keys.original(parseChecksum(sha256(jpeg('nobody'))));
        await library.store.put(key, Buffer.from('12345'), 'image/jpeg');
        return { problems: [{ code: 'inspection.unknown-original', details: { key, sizeBytes: 5 } }] };
      },
    },
    {
      what: 'files of a document the catalogue does not know',
      plant: async () => {
        const id = parseDocumentId('zzzzzzzzzzzzzzzz');
        await library.store.put(keys.record(id), Buffer.from('{}'), 'application/json');
        await library.store.put(keys.pdf({ documentId: id, number: 1 }), Buffer.from('%PDF'), 'application/pdf');
        const details = { id, count: 2, sizeBytes: 6 };
        return { problems: [{ code: 'inspection.unknown-document', details }] };
      },
    },
    {
      what: 'objects nothing explains',
      plant: async (id) => {
        const strange = [
          'aaa',
          `${keys.document(id)}notes.txt`,
          keys.image({ documentId: id, number: 1 }, 77),
          'incoming/nobody/1',
          'originals/x/y',
          'zzz',
        ];
        for (const key of strange) await library.store.put(key, Buffer.from('?'), 'text/plain');
        const problem = (key: string | undefined) => ({
          code: 'inspection.unknown-object',
          details: { key, sizeBytes: 1 },
        });
        return { problems: strange.map(problem) };
      },
    },
    {
      what: 'a search index that does not answer',
      plant: async () => {
        isIndexAway = true;
        return { problems: [{ code: 'inspection.index-away' }] };
      },
    },
  ])('$what', async ({ plant }) => {
    await opened();
    const id = await take('a.jpg', jpeg('a'));
    await library.quiet();
    const { problems = [] } = await plant(id);
    const before = await allOf(library.store.list(''));

    const { last, state } = await inspected();

    const byCode = (one: { code?: string }, other: { code?: string }) =>
      String(one.code).localeCompare(String(other.code));
    expect([...(last?.problems ?? [])].sort(byCode)).toMatchObject(problems.toSorted(byCode));
    expect(last?.problems).toHaveLength(problems.length);
    expect(state).toMatchObject({ problems: problems.length, failure: null });
    expect(last?.repaired).toEqual([]);
    // Nothing is ever removed that somebody might miss.
    expect((await allOf(library.store.list(''))).filter((key) => !key.startsWith('reports/'))).toEqual(before);
  });

  test('more problems than can be told are counted', async () => {
    await opened();
    for (let number = 0; number < 310; number += 1) {
      await library.store.put(`strange-${number}`, Buffer.from('?'), 'text/plain');
    }

    const { last } = await inspected();

    expect(last?.counts.problems).toBe(310);
    expect(last?.problems).toHaveLength(300);
  });
});

describe('an inspection', () => {
  test('runs once at a time in the whole library', async () => {
    const goOn = Promise.withResolvers<void>();
    await opened({ beforeIndex: goOn.promise });
    await take('a.jpg', jpeg('a'));
    await library.quiet();

    const first = await call(library, admin, 'POST', '/api/inspection', {});
    const second = await call(library, admin, 'POST', '/api/inspection', {});
    expect([first.status, second.status]).toEqual([202, 409]);
    expect(await second.json()).toMatchObject({ code: 'inspection.running' });
    expect(
      ((await (await call(library, admin, 'GET', '/api/work')).json()) as WorkReport).totals.inspection,
    ).toMatchObject({
      isRunning: true,
    });

    goOn.resolve();
    await untilTrue(async () => (await asked()).state?.isRunning === false);
    expect((await asked()).last).not.toBeNull();
  });

  test('that cannot reach the store keeps no report, and says why', async () => {
    let isAway = false;
    await opened({ wrapStore: (store) => storeAway(store, ({ method }) => isAway && method === 'list') });
    isAway = true;

    await call(library, admin, 'POST', '/api/inspection', {});
    await untilTrue(async () => (await asked()).state?.isRunning === false);

    expect(await asked()).toMatchObject({ last: null, state: { failure: { code: 'store.unavailable' } } });
  });

  test('comes to its end past an object that its disk cannot give, and has what lay there made again', async () => {
    const bad = new Set<unknown>();
    await opened({
      wrapStore: (store) => storeAway(store, ({ method, args }) => method !== 'put' && bad.has(args[0])),
    });
    const id = await take('a.jpg', jpeg('a'));
    await library.quiet();
    bad.add(keys.manifest({ documentId: id, number: 1 }));
    bad.add(keys.original(parseChecksum(sha256(jpeg('a')))));

    const { last, state } = await inspected();

    expect(state?.failure).toBeNull();
    expect(last).toMatchObject({
      counts: { documents: 1 },
      problems: [],
      repaired: [{ code: 'inspection.read-again' }],
    });
  });

  test('is called off when the library is closed', async () => {
    const goOn = Promise.withResolvers<void>();
    await opened({ beforeIndex: goOn.promise });
    await take('a.jpg', jpeg('a'));
    await take('b.jpg', jpeg('b'));
    await library.quiet();
    await call(library, admin, 'POST', '/api/inspection', {});

    const closing = library.service.close();
    goOn.resolve();
    await closing;

    expect(await library.store.has(keys.inspection())).toBe(false);
  });

  test('is made by the steward when it is due, and not again before', async () => {
    await opened();
    const due = async (afterMs: number) => {
      now = new Date(now.getTime() + afterMs);
      await library.service.reconcile();
      await untilTrue(async () => (await library.service.inspection()).state?.isRunning !== true);
      return (await library.service.inspection()).last?.startedAt ?? null;
    };

    expect(await due(0)).toBeNull();
    const first = await due(HOUR_MS);
    expect(first).not.toBeNull();
    expect(await due(HOUR_MS)).toBe(first);
    expect(await due(25 * HOUR_MS)).not.toBe(first);
  });

  test('that is broken off goes on where it was, and tells all that was found before', async () => {
    const first = parseDocumentId('0000000000000000');
    const read = new Map<string, number>();
    let breaksAt = Number.POSITIVE_INFINITY;
    await opened({
      wrapStore: (store) => ({
        ...store,
        read: async (key, range) => {
          // Longer than how far it came is kept in mind alone.
          now = new Date(now.getTime() + 31_000);
          if (key.endsWith('manifest.json')) read.set(key, (read.get(key) ?? 0) + 1);
          if (read.size >= breaksAt) throw new Failure('unavailable', 'store.unavailable', 'It is away.');
          return store.read(key, range);
        },
      }),
    });
    for (const name of ['a', 'b', 'c', 'd']) await take(`${name}.jpg`, jpeg(name));
    await library.quiet();
    await library.store.put('aaa', Buffer.from('?'), 'text/plain');
    indexed.add(first);
    read.clear();

    breaksAt = 3;
    const { last: none, state } = await inspected();
    expect([none, state?.failure?.code]).toEqual([null, 'store.unavailable']);
    expect(await library.store.has(keys.inspectionPlace())).toBe(true);
    const startedBefore = now;
    breaksAt = Number.POSITIVE_INFINITY;
    const { last } = await inspected();

    // The one that was not given was tried three times before.
    expect([...read.values()].toSorted()).toEqual([1, 1, 1, 4]);
    expect(Date.parse(last?.startedAt ?? '')).toBeLessThan(startedBefore.getTime());
    expect(last?.problems).toMatchObject([{ code: 'inspection.unknown-object', details: { key: 'aaa' } }]);
    expect(last?.repaired).toMatchObject([{ code: 'inspection.index-removed', details: { id: first } }]);
    expect(last?.counts).toMatchObject({ documents: 4, indexed: 5, repaired: 1, problems: 1 });
    expect(await library.store.has(keys.inspectionPlace())).toBe(false);
    // There is a report now.
    const objects = (last?.counts.objects ?? 0) + 1;
    expect((await inspected()).last?.counts).toEqual({ documents: 4, objects, indexed: 4, repaired: 0, problems: 1 });
  });

  test.each([
    { what: 'was broken off long ago', keptDaysAgo: 2, startedAt: '2026-01-01T00:00:00.000Z' },
    { what: 'has ended all the same', keptDaysAgo: 0, startedAt: null },
    { what: 'left something that cannot be read', keptDaysAgo: null, startedAt: null },
  ])('begins anew where the one before $what', async ({ keptDaysAgo, startedAt }) => {
    await opened();
    await take('a.jpg', jpeg('a'));
    await library.quiet();
    const { last: before } = await inspected();
    const place = {
      version: 1,
      startedAt: startedAt ?? before?.startedAt,
      keptAt: new Date(now.getTime() - (keptDaysAgo ?? 0) * 24 * HOUR_MS).toISOString(),
      found: {
        counts: { documents: 77, objects: 0, indexed: 0, repaired: 0, problems: 0 },
        repaired: [],
        problems: [],
      },
      readAnew: 0,
      reached: { part: 'documents', after: '1_2026-01-01T00:00:00.000Z' },
    };
    const written = keptDaysAgo === null ? '{"version":1,"found":' : JSON.stringify(place);
    await library.store.put(keys.inspectionPlace(), Buffer.from(written), 'application/json');

    const { last } = await inspected();

    expect(last?.counts).toEqual({ ...before?.counts, objects: expect.any(Number) });
    expect(await library.store.has(keys.inspectionPlace())).toBe(false);
  });

  test('report that cannot be read is as if there had been none', async () => {
    await opened();
    await library.store.put(keys.inspection(), Buffer.from('{"version":1}'), 'application/json');

    expect((await asked()).last).toBeNull();
  });
});

async function opened({
  failIntake,
  beforeIndex,
  ...options
}: LibraryOptions & { readonly failIntake?: Failure; readonly beforeIndex?: Promise<void> } = {}): Promise<void> {
  const index = {
    remove: async (id: DocumentId) => void indexed.delete(id),
    async *documents(after = '') {
      await beforeIndex;
      if (isIndexAway) throw new Failure('unavailable', 'search.unavailable', 'It does not answer.');
      yield* [...indexed].toSorted().filter((id) => id > after);
    },
    size: async () => ({ documents: indexed.size, pages: indexed.size }),
  };
  library = await openLibrary({
    handlers: (tools) => wholeSteps(tools, failIntake),
    index,
    clock: () => now,
    ...options,
  });
  folders.add(library.folder);
  admin = await library.signIn('minh', 'admin');
}

async function take(name: string, bytes: Buffer<ArrayBuffer>): Promise<DocumentId> {
  const files = [await sendFile(library, admin, name, bytes)];
  const answer = await call(library, admin, 'POST', '/api/documents', { files });
  const [entry] = (await answer.json()) as readonly TakenFile[];
  return parseDocumentId(entry?.document);
}

const asked = async () => (await (await call(library, admin, 'GET', '/api/inspection')).json()) as InspectionReport;

async function inspected(): Promise<InspectionReport> {
  expect((await call(library, admin, 'POST', '/api/inspection', {})).status).toBe(202);
  await untilTrue(async () => (await asked()).state?.isRunning === false);
  return asked();
}

/** The least steps, with a manifest and the files it names, and an index that is filled. */
function wholeSteps(
  tools: { readonly catalogue: Catalogue; readonly store: ObjectStore },
  failIntake: Failure | undefined,
): readonly JobHandler[] {
  const { catalogue, store } = tools;
  const put = async (key: string) => {
    const bytes = Buffer.from(key);
    await store.put(key, bytes, 'application/octet-stream');
    return { key, checksum: parseChecksum(sha256(bytes)), sizeBytes: bytes.length };
  };
  const publish = handle(publishRevisionJob, async ({ revision }) => {
    const document = await catalogue.document(revision.documentId);
    const pages = await catalogue.pages(revision);
    const manifest: Manifest = {
      version: 1,
      documentId: document.id,
      revision: revision.number,
      record: document.record,
      originals: document.originals,
      pages: await Promise.all(
        pages.map(async (page) => ({ ...page, image: null, files: [await put(keys.text(revision, page.page))] })),
      ),
      pdf: await put(keys.pdf(revision)),
      publishedAt: now.toISOString(),
    };
    await store.put(keys.manifest(revision), Buffer.from([...manifestText(manifest)].join('')), 'application/json');
    await catalogue.publish(revision, pages);
  });
  return leastSteps(tools).map(({ job, run }): JobHandler => {
    if (job.name === publishRevisionJob.name) return publish;
    if (job.name === 'intake' && failIntake) return { job, run: () => Promise.reject(failIntake) };
    if (job.name !== 'index-document') return { job, run };
    return {
      job,
      run: async (...given) => {
        const { documentId } = (given[0] as { revision: { documentId: DocumentId } }).revision;
        if ((await catalogue.document(documentId)).isIndexed) return;
        indexed.add(documentId);
        await run(...given);
      },
    };
  });
}

async function untilTrue(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
