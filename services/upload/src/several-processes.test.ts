import { Failure, keys, parseChecksum, parseDocumentId, UNRECKONED } from '@diachi/domain';
import { intakeJob, ocrPageJob } from '@diachi/jobs';
import { type Catalogue, handle, type JobHandler, type JobQueue, type ObjectStore } from '@diachi/ports';
import { afterEach, describe, expect, test } from 'vitest';
import { aboutKeys, on, slowStore, storeAway } from '../../../test/faults/index.ts';
import type { TakenFile } from './taken-file.ts';
import { allOf } from './testing/all-of.ts';
import { call, jpeg, pdf, sendFile, sha256 } from './testing/send-file.ts';
import {
  type Headers,
  type LibraryOptions,
  leastSteps,
  openLibrary,
  removeFolder,
  type TemporaryLibrary,
} from './testing/temporary-library.ts';
import type { WorkLine, WorkReport } from './work-report.ts';

const open: TemporaryLibrary[] = [];
const folders = new Set<string>();

afterEach(async () => {
  // Those beside another one first.
  for (const library of open.splice(0).reverse()) await library.stop();
  for (const folder of folders) await removeFolder(folder);
  folders.clear();
});

describe('two processes that take scans in', () => {
  test('given the same document at once keep it once, tell both of it, and note it once', async () => {
    const { library, session } = await opened({ works: false });
    const other = await beside(library);
    const bytes = jpeg('the same');
    const files = [
      await sendFile(library, session, 'a.jpg', bytes),
      await sendFile(other, session, 'copy of a.jpg', bytes),
    ];

    const [[one], [two]] = await Promise.all([
      commit(library, session, files.slice(0, 1)),
      commit(other, session, files.slice(1)),
    ]);

    expect(one?.document).toBe(two?.document);
    expect([one?.isNew, two?.isNew].toSorted()).toEqual([false, true]);
    const id = parseDocumentId(one?.document);
    const entries = await library.catalogue.audit.entries({ documentId: id, limit: 9 });
    expect(entries.map(({ what }) => what)).toEqual(['document.received']);
    expect(await allOf(library.store.list('originals/'))).toHaveLength(1);
  });

  test('do not wait for each other while a large original is put into the store', async () => {
    const large = jpeg('large');
    let letThrough = () => {};
    let firstHeld: Promise<void> = Promise.resolve();
    const { library, session } = await opened({
      works: false,
      wrapStore: (store) => {
        const slow = slowStore(store, (asked) => on('putFile')(asked) && aboutKeys(sha256(large))(asked));
        ({ letThrough, firstHeld } = slow);
        return slow.store;
      },
    });
    const other = await beside(library);
    const slowly = commit(library, session, [await sendFile(library, session, 'large.jpg', large)]);
    await firstHeld;

    const [small] = await commit(other, session, [await sendFile(other, session, 'small.jpg', jpeg('small'))]);

    expect(small).toMatchObject({ state: 'received', isNew: true });
    letThrough();
    expect(await slowly).toMatchObject([{ state: 'received', isNew: true }]);
  });

  test('do not lose an original that one removes while the other gives it to a new document', async () => {
    const bytes = jpeg('shared');
    const key = keys.original(parseChecksum(sha256(bytes)));
    let meanwhile: (() => Promise<void>) | null = null;
    const { library, session } = await opened({
      works: false,
      uploadsIn: 'store',
      wrapCatalogue: (catalogue) => ({
        ...catalogue,
        locks: {
          ...catalogue.locks,
          inOrder: async (name, work) => {
            const go = name === 'originals' ? meanwhile : null;
            meanwhile = null;
            await go?.();
            return catalogue.locks.inOrder(name, work);
          },
        },
      }),
    });
    const file = await sendFile(library, session, 'a.jpg', bytes);
    // Between putting its bytes and giving them to the document.
    meanwhile = () => library.store.remove(key);

    const [entry] = await commit(library, session, [file]);

    expect(entry).toMatchObject({ state: 'received', isNew: true });
    expect(Buffer.from(await library.store.get(key))).toEqual(bytes);
  });
});

describe('the steward', () => {
  test('alone concludes what the queue tells, and when it ends the other takes its place', async () => {
    const steps = Promise.withResolvers<void>();
    const { library, session } = await opened({ works: false });
    const other = await beside(library);
    const counted: string[] = [];
    const third = await beside(library, {
      wrapCatalogue: (catalogue) => ({
        ...catalogue,
        finishStep: async (finished) => {
          counted.push(finished.stepId);
          await catalogue.finishStep(finished);
        },
      }),
    });
    const stewards = () => [library, other, third].map(({ service }) => service.isSteward());
    expect(stewards()).toEqual([true, false, false]);
    const id = await take(other, session, 'a.jpg', jpeg('a'));
    library.queue.work(
      stepsWith(
        library,
        handle(ocrPageJob, async ({ revision, page }) => {
          await steps.promise;
          await library.catalogue.setPage(revision, page, { ...UNRECKONED, state: 'read' });
        }),
      ),
      { concurrency: 2 },
    );
    await untilTrue(async () => (await library.catalogue.document(id)).state === 'reading');
    expect(counted).toEqual([]);

    await library.service.close();
    await other.service.close();
    // The pages are read while nobody is the steward, or the new one has just begun.
    steps.resolve();
    await untilTrue(async () => (await library.catalogue.document(id)).isIndexed);
    // Steps tell the catalogue before the queue tells of them.
    await third.quiet();

    expect(counted.length).toBeGreaterThan(0);
    expect(stewards()).toEqual([false, false, true]);
    expect(await third.service.work()).toMatchObject({ documents: [] });
  });

  test('of several processes that begin at once is one, and says so once; the next says it when that one is gone', async () => {
    const terms: string[] = [];
    const { library } = await opened({ works: false, onSteward: async () => void terms.push('first') });
    const others = ['second', 'third'].map((name) => ({ onSteward: async () => void terms.push(name) }));
    await Promise.all(others.map((options) => beside(library, options)));
    expect(terms).toEqual(['first']);

    await library.service.close();
    await untilTrue(async () => terms.length > 1);

    expect(terms).toEqual(['first', expect.stringMatching(/second|third/)]);
  });

  test('that cannot begin its term begins another', async () => {
    let tried = 0;
    const { library, session } = await opened({
      onSteward: async () => {
        tried += 1;
        if (tried === 1) throw new Failure('unavailable', 'catalogue.unavailable', 'It is away.');
      },
    });

    const id = await take(library, session, 'a.jpg', jpeg('a'));
    await untilTrue(async () => (await library.catalogue.document(id)).isIndexed);

    expect(tried).toBe(2);
  });

  test('whose lock is lost steps down at once, and takes up its duty again', async () => {
    const terms: AbortController[] = [];
    const { library, session } = await opened({
      works: false,
      wrapCatalogue: (catalogue) => ({
        ...catalogue,
        locks: {
          ...catalogue.locks,
          alone: (name, work) =>
            catalogue.locks.alone(name, (lost) => {
              const term = new AbortController();
              terms.push(term);
              return work(AbortSignal.any([lost, term.signal]));
            }),
        },
      }),
    });

    terms[0]?.abort();
    await untilTrue(async () => terms.length === 2);
    const id = await take(library, session, 'a.jpg', jpeg('a'));
    library.queue.work(stepsWith(library), { concurrency: 1 });

    await untilTrue(async () => (await library.catalogue.document(id)).isIndexed);
  });

  test.each(['publish-revision', 'index-document'])(
    'that stands still before it adds %s, and is replaced meanwhile, has nothing done once more when it goes on',
    async (job) => {
      const goesOn = Promise.withResolvers<void>();
      const standsStill = Promise.withResolvers<void>();
      const answers: boolean[] = [];
      const { library, session } = await opened({
        // It has lost its locks without knowing.
        wrapCatalogue: (catalogue) => ({
          ...catalogue,
          locks: { ...catalogue.locks, inOrder: async (_name, work) => work(new AbortController().signal) },
        }),
        wrapQueue: (queue) => {
          let isFirst = true;
          const add: JobQueue['add'] = async (root, options) => {
            const isHeld = isFirst && root.job === job;
            if (!isHeld) return queue.add(root, options);
            isFirst = false;
            standsStill.resolve();
            await goesOn.promise;
            answers.push(await queue.add(root, options));
            return answers.includes(true);
          };
          return { ...queue, add };
        },
      });
      const done: string[] = [];
      library.queue.follow(({ kind, id }) => void (kind === 'done' && done.push(id)));
      const other = await beside(library);
      const id = await take(library, session, 'a.jpg', jpeg('a'));
      await standsStill.promise;

      await other.service.reconcile();
      await untilTrue(async () => (await library.catalogue.document(id)).isIndexed);
      await other.quiet();
      goesOn.resolve();
      await library.quiet();

      expect(answers).toEqual([false]);
      expect(done.toSorted()).toEqual([...new Set(done)].toSorted());
    },
  );

  test('finds the work held back by one that is gone, and lets it go on when there is room', async () => {
    const { library, session } = await opened({ works: false });
    const id = await take(library, session, 'a.jpg', jpeg('a'));
    await library.queue.pause();
    library.queue.work(stepsWith(library), { concurrency: 1 });
    const other = await beside(library);
    expect((await report(other, session)).totals.paused).toMatchObject({ code: 'work.held' });

    await library.service.close();
    await untilTrue(async () => (await library.catalogue.document(id)).isIndexed);

    expect(await library.queue.isPaused()).toBe(false);
  });

  test('notes a refusal once, however often it is told of it', async () => {
    const bad = new Failure('invalid', 'pdf.encrypted', 'This PDF has a password.');
    const { library, session } = await opened({
      handlers: (tools) =>
        stepsWith(
          tools,
          handle(intakeJob, async () => Promise.reject(bad)),
        ),
      wrapQueue: (queue) => ({
        ...queue,
        follow: (listener) =>
          queue.follow((event) => {
            listener(event);
            listener(event);
          }),
      }),
    });

    const id = await take(library, session, 'locked.pdf', pdf('locked'));
    await library.quiet();

    const entries = await library.catalogue.audit.entries({ documentId: id, limit: 9 });
    expect(entries.map(({ what }) => what)).toEqual(['document.refused', 'document.received']);
  });

  test('ends a refusal that was broken off', async () => {
    let isAway = true;
    const bad = new Failure('invalid', 'pdf.encrypted', 'This PDF has a password.');
    const first = await opened({
      handlers: (tools) =>
        stepsWith(
          tools,
          handle(intakeJob, async () => Promise.reject(bad)),
        ),
      wrapStore: (store) => storeAway(store, (asked) => isAway && asked.method === 'remove'),
    });
    const id = await take(first.library, first.session, 'locked.pdf', pdf('locked'));
    await untilTrue(async () => (await first.library.catalogue.document(id)).state === 'refused');
    await stop(first.library);

    isAway = false;
    const library = await reopened({ folder: first.library.folder, works: false });

    expect(await allOf(library.store.list(''))).toEqual(['libraries.json']);
    const entries = await library.catalogue.audit.entries({ documentId: id, limit: 9 });
    expect(entries.map(({ what }) => what)).toEqual(['document.refused', 'document.received']);
  });
});

describe('a server that was away', () => {
  test.each(['store.unavailable', 'catalogue.unavailable', 'original.unreachable'])(
    'and made a step fail with %s fails no document for good: it is taken up again without a person',
    async (code) => {
      let isAway = true;
      const { library, session } = await opened({
        handlers: (tools) =>
          stepsWith(
            tools,
            handle(ocrPageJob, async ({ revision, page }) => {
              if (isAway) throw new Failure('unavailable', code, 'It does not answer.');
              await tools.catalogue.setPage(revision, page, { ...UNRECKONED, state: 'read' });
            }),
          ),
        wrapStore: (store) => storeAway(store, (asked) => isAway && asked.method === 'get'),
      });
      const id = await take(library, session, 'a.jpg', jpeg('a'));
      // Until no step of it is under way: what is, is not planned again.
      await library.quiet();

      await library.service.reconcile();
      expect(await library.catalogue.document(id)).toMatchObject({ state: 'failed', failure: { code } });

      isAway = false;
      expect(await library.service.reconcile()).toBe(1);
      await library.quiet();
      expect(await library.catalogue.document(id)).toMatchObject({ state: 'published', failure: null });
    },
  );

  test('and is the queue keeps no document from being received; it is planned when the queue is back', async () => {
    let isAway = true;
    const { library, session } = await opened({ wrapQueue: (queue) => queueAway(queue, () => isAway) });

    const file = await sendFile(library, session, 'a.jpg', jpeg('a'));
    const [entry] = await commit(library, session, [file]);
    expect(entry).toMatchObject({ state: 'received', isNew: true });

    isAway = false;
    expect(await library.service.reconcile()).toBe(1);
    await library.quiet();
    expect(await library.catalogue.document(parseDocumentId(entry?.document))).toMatchObject({ isIndexed: true });
  });

  test('and is the queue keeps no record from being corrected', async () => {
    let isAway = false;
    const { library, session } = await opened({ wrapQueue: (queue) => queueAway(queue, () => isAway) });
    const id = await take(library, session, 'a.jpg', jpeg('a'));
    await library.quiet();

    isAway = true;
    const change = { record: { title: 'Chợ phiên' }, onVersion: 1 };
    const answer = await call(library, session, 'PATCH', `/api/documents/${id}`, change);
    expect([answer.status, await answer.json()]).toMatchObject([200, { recordVersion: 2 }]);

    isAway = false;
    await library.service.reconcile();
    await library.quiet();
    expect(await library.catalogue.document(id)).toMatchObject({ isIndexed: true });
  });

  test('and is the search index keeps no document from being removed; it forgets it when it is back, in order', async () => {
    let isAway = true;
    const forgotten: string[] = [];
    const { library } = await opened({
      index: {
        remove: async (id) => {
          if (isAway) throw new Failure('unavailable', 'search.unavailable', 'It does not answer.');
          forgotten.push(id);
        },
        async *documents() {},
        size: async () => ({ documents: 2, pages: 4 }),
      },
    });
    const admin = await library.signIn('minh', 'admin');
    const ids = [await take(library, admin, 'a.jpg', jpeg('a')), await take(library, admin, 'b.jpg', jpeg('b'))];
    await library.quiet();

    for (const id of ids) expect((await call(library, admin, 'DELETE', `/api/documents/${id}`)).status).toBe(204);
    await library.service.reconcile();
    expect(forgotten).toEqual([]);
    expect(await allOf(library.store.list('documents/'))).toEqual([]);

    isAway = false;
    await library.service.reconcile();
    expect(forgotten).toEqual(ids);
    expect(await library.catalogue.toForget(9)).toEqual([]);
  });

  test.each(['store', 'catalogue'])(
    'and is the %s refuses a document with when to come back, and takes it then',
    async (which) => {
      let isAway = false;
      const { library, session } = await opened({
        works: false,
        wrapStore: (store) => storeAway(store, () => isAway && which === 'store'),
        wrapCatalogue: (catalogue) => receivingAway(catalogue, () => isAway && which === 'catalogue'),
      });
      const file = await sendFile(library, session, 'a.jpg', jpeg('a'));

      isAway = true;
      const answer = await call(library, session, 'POST', '/api/documents', { files: [file] });
      expect([answer.status, answer.headers.has('retry-after')]).toEqual([503, true]);

      isAway = false;
      expect(await commit(library, session, [file])).toMatchObject([{ state: 'received', isNew: true }]);
    },
  );
});

test('what a person asks for goes before what waits', async () => {
  const urgent: string[] = [];
  let isBroken = true;
  const { library, session } = await opened({
    handlers: (tools) =>
      stepsWith(
        tools,
        handle(ocrPageJob, async ({ revision, page }) => {
          if (isBroken) throw new Failure('unavailable', 'ocr.unavailable', 'The engine does not answer.');
          await tools.catalogue.setPage(revision, page, { ...UNRECKONED, state: 'read' });
        }),
      ),
    wrapQueue: (queue) => ({
      ...queue,
      add: async (root, options) => {
        if (options?.isUrgent) urgent.push(root.job);
        return queue.add(root, options);
      },
    }),
  });
  const id = await take(library, session, 'a.jpg', jpeg('a'));
  await library.quiet();

  isBroken = false;
  await call(library, session, 'POST', `/api/documents/${id}/retry`, {});
  await library.quiet();
  await call(library, session, 'PATCH', `/api/documents/${id}`, { record: { title: 'Chợ phiên' }, onVersion: 1 });
  await call(library, session, 'POST', `/api/documents/${id}/read-again`, {});
  await library.quiet();

  expect(urgent).toEqual([
    // Tried again, with what follows from it.
    'publish-revision',
    'index-document',
    // Its record changed.
    'index-document',
    // Read again: its pages too.
    'intake',
    'publish-revision',
    'index-document',
  ]);
});

test('one document’s line can be asked for', async () => {
  const { library, session } = await opened({ works: false });
  const id = await take(library, session, 'a.jpg', jpeg('a'));

  const line = (await (await call(library, session, 'GET', `/api/work/${id}`)).json()) as WorkLine;
  const nowhere = await call(library, session, 'GET', '/api/work/0000000000000000');

  expect(line).toMatchObject({ id, state: 'received', isInWork: true, files: ['a.jpg'] });
  expect([nowhere.status, await nowhere.json()]).toMatchObject([404, { code: 'document.missing' }]);
});

async function opened(options: LibraryOptions = {}): Promise<{ library: TemporaryLibrary; session: Headers }> {
  const library = await reopened(options);
  return { library, session: await library.signIn('lan', 'archivist') };
}

async function reopened(options: LibraryOptions): Promise<TemporaryLibrary> {
  const library = await openLibrary(options);
  open.push(library);
  folders.add(library.folder);
  return library;
}

/** Another process of the same library; who works for it is said with the first. */
const beside = (library: TemporaryLibrary, options: LibraryOptions = {}) =>
  reopened({ works: false, ...options, beside: library });

async function stop(library: TemporaryLibrary): Promise<void> {
  open.splice(open.indexOf(library), 1);
  await library.stop();
}

type Sent = { readonly upload: string; readonly sha256: string; readonly name: string };

async function commit(library: TemporaryLibrary, session: Headers, files: readonly Sent[]) {
  const answer = await call(library, session, 'POST', '/api/documents', { files });
  expect(answer.status).toBe(200);
  return (await answer.json()) as readonly TakenFile[];
}

async function take(library: TemporaryLibrary, session: Headers, name: string, bytes: Buffer<ArrayBuffer>) {
  const [entry] = await commit(library, session, [await sendFile(library, session, name, bytes)]);
  return parseDocumentId(entry?.document);
}

/** The least steps, with some of them in the place of their own kind. */
const stepsWith = (
  tools: { readonly catalogue: Catalogue; readonly store: ObjectStore },
  ...own: readonly JobHandler[]
): readonly JobHandler[] => [
  ...leastSteps(tools).filter(({ job }) => !own.some((one) => one.job.name === job.name)),
  ...own,
];

const report = async (library: TemporaryLibrary, session: Headers) =>
  (await (await call(library, session, 'GET', '/api/work')).json()) as WorkReport;

const queueAway = (queue: JobQueue, isAway: () => boolean): JobQueue => ({
  ...queue,
  add: async (...given) => {
    if (isAway()) throw new Failure('unavailable', 'queue.unavailable', 'The queue does not answer.');
    return queue.add(...given);
  },
});

const receivingAway = (catalogue: Catalogue, isAway: () => boolean): Catalogue => ({
  ...catalogue,
  receive: async (document) => {
    if (isAway()) throw new Failure('unavailable', 'catalogue.unavailable', 'The catalogue cannot be used.');
    return catalogue.receive(document);
  },
});

async function untilTrue(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
