import { Failure, keys, parseDocumentId, parseKeptRecord, UNRECKONED } from '@diachi/domain';
import { buildPdfJob, indexDocumentJob, intakeJob, ocrPageJob } from '@diachi/jobs';
import { handle, type JobEvent, type JobHandler, type ObjectStore } from '@diachi/ports';
import { afterEach, describe, expect, test } from 'vitest';
import { followQueue } from './follow-queue.ts';
import type { TakenFile } from './taken-file.ts';
import { allOf } from './testing/all-of.ts';
import { call, jpeg, pdf, sendFile } from './testing/send-file.ts';
import {
  type Headers,
  type LibraryOptions,
  leastSteps,
  openLibrary,
  removeFolder,
  type TemporaryLibrary,
} from './testing/temporary-library.ts';
import type { WorkReport } from './work-report.ts';
import type { WorkTools } from './work-tools.ts';

const open: TemporaryLibrary[] = [];
const folders = new Set<string>();

afterEach(async () => {
  for (const library of open.splice(0)) await library.stop();
  for (const folder of folders) await removeFolder(folder);
  folders.clear();
});

test('a document that was taken in is read, published and put into the index', async () => {
  const { library, session } = await opened();

  const id = await take(library, session, 'a.jpg', jpeg('a'));
  await library.quiet();

  expect(await library.catalogue.document(id)).toMatchObject({
    state: 'published',
    publishedRevision: 1,
    isIndexed: true,
  });
  expect((await library.service.work()).documents).toEqual([]);
});

describe('what fails', () => {
  test('an original nobody can use is refused, and nothing of it stays but the line that says so', async () => {
    const bad = new Failure('invalid', 'pdf.encrypted', 'This PDF has a password.');
    const { library, session } = await opened({
      handlers: stepsWith(handle(intakeJob, async () => Promise.reject(bad))),
    });

    const id = await take(library, session, 'locked.pdf', pdf('locked'));
    await library.quiet();

    expect(await library.catalogue.document(id)).toMatchObject({
      state: 'refused',
      failure: { code: 'pdf.encrypted', job: 'intake' },
    });
    expect(await allOf(library.store.list(''))).toEqual(['libraries.json']);
    expect((await library.catalogue.audit.entries({ documentId: id, limit: 1 }))[0]).toMatchObject({
      what: 'document.refused',
    });
    expect((await report(library, session)).documents).toEqual([
      expect.objectContaining({ id, files: ['locked.pdf'] }),
    ]);
  });

  test('a file sent again at the very moment it is refused loses nothing', async () => {
    const bad = new Failure('invalid', 'original.encrypted', 'It has a password.');
    let refusals = 0;
    let sendAgain: () => Promise<void> = async () => undefined;
    let isInLine = () => {};
    const { library, session } = await opened({
      handlers: (tools) => {
        const [intake, ...others] = leastSteps(tools);
        const run: JobHandler['run'] = async (...given) => {
          if (refusals === 0) throw bad;
          await intake?.run(...given);
        };
        return [{ job: intakeJob as JobHandler['job'], run }, ...others];
      },
      wrapCatalogue: (catalogue) => ({
        ...catalogue,
        locks: {
          ...catalogue.locks,
          inOrder: (name, work) => {
            const done = catalogue.locks.inOrder(name, work);
            isInLine();
            return done;
          },
        },
        refuse: async (id, failure) => {
          await catalogue.refuse(id, failure);
          refusals += 1;
          await sendAgain();
        },
      }),
    });
    let again: Promise<unknown> = Promise.resolve();
    sendAgain = () =>
      new Promise((resolve) => {
        isInLine = resolve;
        again = take(library, session, 'a.pdf', pdf('a'));
      });

    const id = await take(library, session, 'a.pdf', pdf('a'));
    await library.quiet();
    await again;
    await library.quiet();

    expect(refusals).toBe(1);
    const { state, originals } = await library.catalogue.document(id);
    expect(state).toBe('published');
    expect(await library.store.has(keys.original(originals[0]?.checksum ?? never()))).toBe(true);
  });

  test('an original that another document has too is kept when one is refused', async () => {
    const refusing = async () => {
      throw new Failure('invalid', 'pdf.encrypted', 'This PDF has a password.');
    };
    const { library, session } = await opened({ works: false });
    const kept = await take(library, session, 'a.jpg', jpeg('a'));
    await library.queue.drop(kept);
    const files = [
      await sendFile(library, session, 'a.jpg', jpeg('a')),
      await sendFile(library, session, 'b.jpg', jpeg('b')),
    ];

    const answer = await call(library, session, 'POST', '/api/documents', { files });
    library.queue.work([handle(intakeJob, refusing)], { concurrency: 1 });
    await library.quiet();

    const [{ document }] = (await answer.json()) as [TakenFile];
    expect(await library.catalogue.document(parseDocumentId(document))).toMatchObject({ state: 'refused' });
    const { originals } = await library.catalogue.document(kept);
    expect(await library.store.has(keys.original(originals[0]?.checksum ?? never()))).toBe(true);
    expect(await allOf(library.store.list('originals/'))).toHaveLength(1);
  });

  test('a page that cannot be read now fails its document with the page, and trying again finishes it', async () => {
    let isBroken = true;
    const ocr = handle(ocrPageJob, async ({ page }) => {
      if (isBroken && page === 1) throw new Failure('unavailable', 'ocr.unavailable', 'The engine does not answer.');
    });
    const { library, session } = await opened({ handlers: stepsWith(ocr) });
    const id = await take(library, session, 'a.jpg', jpeg('a'));
    await library.quiet();
    expect(await library.catalogue.document(id)).toMatchObject({
      state: 'failed',
      failure: { code: 'ocr.unavailable', job: 'ocr-page', page: 1 },
    });

    isBroken = false;
    const answer = await call(library, session, 'POST', `/api/documents/${id}/retry`, {});
    await library.quiet();

    expect(answer.status).toBe(200);
    expect(await library.catalogue.document(id)).toMatchObject({ state: 'published', failure: null });
    const nothing = await call(library, session, 'POST', `/api/documents/${id}/retry`, {});
    expect(await nothing.json()).toMatchObject({ status: 409, code: 'document.nothing-to-retry' });
  });

  test('what was made wrongly is made again from the originals when it is tried again', async () => {
    let isBroken = true;
    let intakes = 0;
    const countCalls =
      (run: JobHandler['run']): JobHandler['run'] =>
      (...given) => {
        intakes += 1;
        return run(...given);
      };
    const { library, session } = await opened({
      handlers: (tools) => {
        const [intake, ...others] = leastSteps(tools);
        const counted: JobHandler[] = intake ? [{ job: intake.job, run: countCalls(intake.run) }] : [];
        const pdfStep = handle(buildPdfJob, async () => {
          if (isBroken) throw new Failure('invalid', 'page-list.broken', 'The list of pages is damaged.');
        });
        return [...counted, ...others.filter(({ job }) => job.name !== buildPdfJob.name), pdfStep];
      },
    });
    const id = await take(library, session, 'a.jpg', jpeg('a'));
    await library.quiet();
    expect(await library.catalogue.document(id)).toMatchObject({ state: 'failed' });

    isBroken = false;
    await call(library, session, 'POST', `/api/documents/${id}/retry`, {});
    await library.quiet();

    expect(intakes).toBe(2);
    expect(await library.catalogue.document(id)).toMatchObject({ state: 'published' });
  });

  test('a disk without room holds the work back, fails nothing, and it goes on when there is room', async () => {
    let isFull = true;
    const full = () => {
      if (isFull) throw new Failure('unavailable', 'store.full', 'The disk is full.');
    };
    const { library, session } = await opened({
      wrapStore: (store) =>
        ({
          ...store,
          put: async (key, ...given) => {
            if (key === keys.roomTrial()) full();
            await store.put(key, ...given);
          },
        }) as ObjectStore,
      handlers: stepsWith(handle(ocrPageJob, async () => full())),
    });
    const paused = new Promise<void>((resolve) => {
      const stop = library.service.followWork(() => {
        void library.service.work().then(({ totals }) => {
          if (!totals.paused) return;
          stop();
          resolve();
        });
      });
    });

    const id = await take(library, session, 'a.jpg', jpeg('a'));
    await paused;
    expect((await report(library, session)).totals.paused).toMatchObject({ code: 'store.full' });
    expect(await library.catalogue.document(id)).toMatchObject({ state: 'reading', failure: null });
    isFull = false;
    await untilTrue(async () => (await library.catalogue.document(id)).isIndexed);

    expect((await report(library, session)).totals.paused).toBeNull();
  });

  test('what the queue tells while the catalogue is away is written when it is back', async () => {
    let refusals = 3;
    const { library, session } = await opened({
      wrapCatalogue: (catalogue) => ({
        ...catalogue,
        finishStep: async (finished) => {
          if (refusals-- > 0)
            throw new Failure('unavailable', 'catalogue.unavailable', 'The catalogue cannot be used.');
          await catalogue.finishStep(finished);
        },
      }),
    });

    const id = await take(library, session, 'a.jpg', jpeg('a'));
    await library.quiet();

    expect(refusals).toBeLessThan(0);
    expect(await library.catalogue.document(id)).toMatchObject({ state: 'published', isIndexed: true });
  });
});

describe('after a stop', () => {
  test('every acknowledged document is finished at the next start, and planning again changes nothing', async () => {
    const first = await opened({ works: false });
    const id = await take(first.library, first.session, 'a.jpg', jpeg('a'));
    await stop(first.library);

    const library = await reopened({ folder: first.library.folder });
    await library.quiet();

    expect(await library.catalogue.document(id)).toMatchObject({ state: 'published', isIndexed: true });
    expect(await library.service.reconcile()).toBe(0);
  });

  test('a document whose pages are counted is not taken apart again', async () => {
    const first = await opened({ handlers: stepsWith(handle(ocrPageJob, (_work, { signal }) => aborted(signal))) });
    const id = await take(first.library, first.session, 'a.jpg', jpeg('a'));
    await untilTrue(async () => (await first.library.queue.depth()).running > 1);
    await stop(first.library);

    let intakes = 0;
    const counting = handle(intakeJob, async () => void intakes++);
    const library = await reopened({ folder: first.library.folder, handlers: stepsWith(counting) });
    await library.quiet();

    expect(intakes).toBe(0);
    expect(await library.catalogue.document(id)).toMatchObject({ state: 'published' });
  });

  test('a published document the index does not hold is indexed again', async () => {
    const { library, session } = await opened();
    const id = await take(library, session, 'a.jpg', jpeg('a'));
    await library.quiet();
    await library.catalogue.forgetIndexed();

    expect(await library.service.reconcile()).toBe(1);
    await library.quiet();

    expect(await library.catalogue.document(id)).toMatchObject({ isIndexed: true });
  });
});

describe('documents that are there', () => {
  test('nothing is kept of what was planned for a document that is being removed', async () => {
    const asked = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const inLine = Promise.withResolvers<void>();
    let removed: string | null = null;
    const { library } = await opened({
      wrapCatalogue: (catalogue) => ({
        ...catalogue,
        locks: {
          ...catalogue.locks,
          inOrder: (name, work) => {
            const done = catalogue.locks.inOrder(name, work);
            if (name === removed) inLine.resolve();
            return done;
          },
        },
        finishStep: async (finished) => {
          if (finished.job === intakeJob.name) {
            asked.resolve();
            await goOn.promise;
          }
          await catalogue.finishStep(finished);
        },
      }),
      handlers: (tools) => {
        const ocr = handle(ocrPageJob, async ({ revision, page }) => {
          await tools.store.put(keys.image(revision, page), Buffer.from('image'), 'image/jpeg');
        });
        return stepsWith(ocr)(tools);
      },
    });
    const admin = await library.signIn('minh', 'admin');
    const id = await take(library, admin, 'a.jpg', jpeg('a'));
    await asked.promise;

    removed = id;
    const removing = call(library, admin, 'DELETE', `/api/documents/${id}`);
    await inLine.promise;
    goOn.resolve();
    expect((await removing).status).toBe(204);
    await library.quiet();

    expect(await allOf(library.store.list(''))).toEqual(['libraries.json']);
  });

  test('what is made wrongly is forgotten only when no step of it runs any more', async () => {
    let isBroken = true;
    const late = Promise.withResolvers<void>();
    const isLate = Promise.withResolvers<void>();
    const { library, session } = await opened({
      handlers: (tools) => {
        const ocr = handle(ocrPageJob, async ({ revision, page }, { signal }) => {
          if (!isBroken) return tools.catalogue.setPage(revision, page, { ...UNRECKONED, state: 'read' });
          if (page === 1) throw new Failure('invalid', 'page-list.broken', 'The list of pages is damaged.');
          isLate.resolve();
          signal.addEventListener('abort', () => late.resolve(), { once: true });
          await late.promise;
          await tools.store.put(keys.text(revision, page), Buffer.from('wrong'), 'application/json');
        });
        return stepsWith(ocr)(tools);
      },
    });
    const id = await take(library, session, 'a.jpg', jpeg('a'));
    await isLate.promise;
    await untilTrue(async () => (await library.catalogue.document(id)).state === 'failed');

    isBroken = false;
    const trying = call(library, session, 'POST', `/api/documents/${id}/retry`, {});
    await trying;
    late.resolve();
    await library.quiet();

    expect(await library.catalogue.document(id)).toMatchObject({ state: 'published' });
    expect(await library.store.has(keys.text({ documentId: id, number: 1 }, 0))).toBe(false);
  });

  test('a document removed while the catalogue is compared with the work stops nothing else', async () => {
    let remove: (() => Promise<void>) | null = null;
    const { library, session } = await opened({
      works: false,
      wrapCatalogue: (catalogue) => ({
        ...catalogue,
        unfinished: async (...given) => {
          const list = await catalogue.unfinished(...given);
          await remove?.();
          return list;
        },
      }),
    });
    const kept = await take(library, session, 'a.jpg', jpeg('a'));
    const gone = await take(library, session, 'b.jpg', jpeg('b'));
    await library.queue.drop(kept);
    await library.queue.drop(gone);

    remove = () => library.catalogue.remove(gone);
    expect(await library.service.reconcile()).toBe(1);
    expect(await library.queue.depth()).toEqual({ waiting: 1, running: 0 });
  });

  test('a changed record is kept beside the bytes, indexed, and can be changed back', async () => {
    const versions: number[] = [];
    const index = (tools: { catalogue: TemporaryLibrary['catalogue'] }) =>
      handle(indexDocumentJob, async ({ revision, recordVersion }) => {
        versions.push(recordVersion);
        await tools.catalogue.setIndexed(revision, recordVersion);
      });
    const { library, session } = await opened({ handlers: (tools) => stepsWith(index(tools))(tools) });
    const id = await take(library, session, 'a.jpg', jpeg('a'));
    await library.quiet();
    const change = (record: object, onVersion: number) =>
      call(library, session, 'PATCH', `/api/documents/${id}`, { record, onVersion });

    expect((await change({ title: 'Chợ phiên' }, 1)).status).toBe(200);
    await library.quiet();
    expect(await (await change({ title: 'Another' }, 1)).json()).toMatchObject({
      status: 409,
      code: 'record.changed-meanwhile',
    });

    const kept = JSON.parse(Buffer.from(await library.store.get(keys.record(id))).toString());
    expect(kept).toMatchObject({ recordVersion: 2, record: { title: 'Chợ phiên', library: 'tinh' } });
    expect(versions).toEqual([1, 2]);
    const history = (await (await call(library, session, 'GET', `/api/documents/${id}/history`)).json()) as {
      details: { before: object };
    }[];
    expect((await change(history[0]?.details.before ?? {}, 2)).status).toBe(200);
    expect((await library.catalogue.document(id)).record.title).toBe('A');
  });

  test.each([
    { state: 'published', handlers: stepsWith() },
    {
      state: 'failed',
      handlers: stepsWith(
        handle(buildPdfJob, async () => Promise.reject(new Failure('invalid', 'page-list.broken', 'Damaged.'))),
      ),
    },
  ] as const)('a change of a $state document is kept beside its bytes later when the store is away', async (given) => {
    let isAway = false;
    const { library, session } = await opened({
      handlers: given.handlers,
      wrapStore: (store) => ({
        ...store,
        put: async (key, ...more) => {
          if (isAway) throw new Failure('unavailable', 'store.unavailable', 'The disk does not answer.');
          await store.put(key, ...more);
        },
      }),
    });
    const id = await take(library, session, 'a.jpg', jpeg('a'));
    await library.quiet();
    expect(await library.catalogue.document(id)).toMatchObject({ state: given.state });
    const kept = async () => parseKeptRecord(await library.store.get(keys.record(id)));

    isAway = true;
    const answer = await call(library, session, 'PATCH', `/api/documents/${id}`, {
      record: { title: 'Chợ phiên' },
      onVersion: 1,
    });
    await library.quiet();
    await library.service.reconcile();
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ recordVersion: 2, isIndexed: false });
    expect(await kept()).toMatchObject({ recordVersion: 1 });
    expect(await library.catalogue.document(id)).toMatchObject({ recordVersion: 2, isIndexed: false });

    isAway = false;
    await library.service.reconcile();
    await library.quiet();
    expect(await kept()).toMatchObject({ recordVersion: 2, record: { title: 'Chợ phiên' } });
    expect((await library.catalogue.document(id)).isIndexed).toBe(given.state === 'published');
  });

  test('a record changed while its document is read is kept beside the bytes before it is published to search', async () => {
    let isAway = false;
    const reading = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const { library, session } = await opened({
      handlers: stepsWith(
        handle(buildPdfJob, async () => {
          reading.resolve();
          await goOn.promise;
        }),
      ),
      wrapStore: (store) => ({
        ...store,
        put: async (key, ...more) => {
          if (isAway) throw new Failure('unavailable', 'store.unavailable', 'The disk does not answer.');
          await store.put(key, ...more);
        },
      }),
    });
    const id = await take(library, session, 'a.jpg', jpeg('a'));
    await reading.promise;

    isAway = true;
    const change = { record: { title: 'Chợ phiên' }, onVersion: 1 };
    expect((await call(library, session, 'PATCH', `/api/documents/${id}`, change)).status).toBe(200);
    isAway = false;
    goOn.resolve();
    await untilTrue(async () => (await library.catalogue.document(id)).isIndexed);

    expect(parseKeptRecord(await library.store.get(keys.record(id)))).toMatchObject({ recordVersion: 2 });
  });

  test('a form without script changes a record and goes back to the document', async () => {
    const { library, session } = await opened({ works: false });
    const id = await take(library, session, 'a.jpg', jpeg('a'));
    const { 'x-csrf-token': csrf = '', ...cookie } = session;

    const answer = await fetch(`${library.origin}/api/documents/${id}/record`, {
      method: 'POST',
      headers: cookie,
      body: new URLSearchParams({ csrf, onVersion: '1', title: 'Chợ phiên', date: '' }),
      redirect: 'manual',
    });

    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/documents/${id}`]);
    expect((await library.catalogue.document(id)).record).toMatchObject({ title: 'Chợ phiên', date: null });
  });

  test('a record cannot say a language nobody here can read, unless it said so before', async () => {
    const { library, session } = await opened({ works: false });
    const id = await take(library, session, 'a.jpg', jpeg('a'));
    const change = async (record: object) => {
      const { recordVersion: onVersion } = await library.catalogue.document(id);
      const answer = await call(library, session, 'PATCH', `/api/documents/${id}`, { record, onVersion });
      return [answer.status, ((await answer.json()) as { code?: string }).code];
    };

    expect(await change({ language: 'xyz' })).toEqual([400, 'record.language-unreadable']);
    expect(await change({ language: 'vie+fra' })).toEqual([200, undefined]);

    const { record, recordVersion } = await library.catalogue.document(id);
    await library.catalogue.changeRecord(id, { ...record, language: 'xyz' }, recordVersion);
    expect(await change({ title: 'Chợ phiên' })).toEqual([200, undefined]);
  });

  test('an administrator removes a document with everything of it; an archivist may not', async () => {
    const { library, session } = await opened();
    const id = await take(library, session, 'a.jpg', jpeg('a'));
    await library.quiet();

    const refused = await call(library, session, 'DELETE', `/api/documents/${id}`);
    const removed = await call(library, await library.signIn('minh', 'admin'), 'DELETE', `/api/documents/${id}`);

    expect(await refused.json()).toMatchObject({ status: 403, code: 'access.not-allowed' });
    expect(removed.status).toBe(204);
    await expect(library.catalogue.document(id)).rejects.toMatchObject({ code: 'document.missing' });
    expect(await allOf(library.store.list(''))).toEqual([keys.gone(id), 'libraries.json']);
    expect(library.removedFromIndex).toEqual([id]);
  });

  test('a published document is read again beside the revision readers see', async () => {
    const { library, session } = await opened();
    const id = await take(library, session, 'a.jpg', jpeg('a'));
    await library.quiet();

    expect((await call(library, session, 'POST', `/api/documents/${id}/read-again`, {})).status).toBe(200);
    await library.quiet();

    expect(await library.catalogue.document(id)).toMatchObject({ publishedRevision: 2, isIndexed: true });
  });
});

test('more than can be noted while the catalogue is away is not kept in hand, and is looked for when it is back', async () => {
  const back = Promise.withResolvers<void>();
  let tell: (event: JobEvent) => void = () => {};
  let asked = 0;
  let lookedFor = 0;
  const lines: string[] = [];
  const catalogue = {
    finishStep: async () => {
      asked += 1;
      await back.promise;
    },
  };
  const queue = {
    follow: (listener: (event: JobEvent) => void) => {
      tell = listener;
      return () => {};
    },
  };
  const log = { warn: (_fields: object, message: string) => void lines.push(message) };
  const waiting = { wait: async () => {}, signal: new AbortController().signal, log };
  const tools = { catalogue, queue, log, waiting, board: { tell: () => {} } } as unknown as WorkTools;
  const following = followQueue(tools, async () => void lookedFor++);

  for (let page = 0; page < 5_000; page += 1) tell(pageRead(page));
  await new Promise((resolve) => setImmediate(resolve));
  expect([asked, lookedFor]).toEqual([1_000, 0]);
  expect(following.isConcluding(pageRead(0).payload.revision.documentId)).toBe(true);

  back.resolve();
  await following.settled();

  expect([asked, lookedFor]).toEqual([1_000, 1]);
  expect(lines).toEqual([expect.stringContaining('more was told')]);
  tell(pageRead(7));
  await following.settled();
  expect([asked, lookedFor]).toEqual([1_001, 1]);
});

test('what could not be noted yet, or at all, is told with its document, revision and page', async () => {
  let tell: (event: JobEvent) => void = () => {};
  const told: object[] = [];
  let answers: readonly Error[] = [
    new Failure('unavailable', 'catalogue.unavailable', 'It is away.'),
    new Error('It is broken.'),
  ];
  const catalogue = {
    finishStep: async () => {
      const [answer, ...others] = answers;
      answers = others;
      throw answer;
    },
  };
  const queue = {
    follow: (listener: (event: JobEvent) => void) => {
      tell = listener;
      return () => {};
    },
  };
  const log = { warn: (fields: object) => void told.push(fields), error: (fields: object) => void told.push(fields) };
  const waiting = { wait: async () => {}, signal: new AbortController().signal, log };
  const tools = { catalogue, queue, log, waiting, board: { tell: () => {} } } as unknown as WorkTools;
  const following = followQueue(tools, async () => {});

  tell(pageRead(7));
  await following.settled();

  const about = { document: '0000000000000001', revision: 2, page: 7, step: 'page-7' };
  expect(told).toMatchObject([{ ...about, code: 'catalogue.unavailable' }, about]);
});

test('progress is told as it changes: a snapshot, then the document that came, then the end', async () => {
  const { library, session } = await opened({ works: false });
  const answer = await fetch(`${library.origin}/api/work/events`, { headers: session });
  const events = eventsOf(answer);
  expect(await events.next()).toMatchObject({ value: ['snapshot', { documents: [] }] });

  const id = await take(library, session, 'a.jpg', jpeg('a'));
  library.queue.work(leastSteps(library), { concurrency: 1 });

  expect(await events.next()).toMatchObject({ value: ['document', { id }] });
  await stop(library);
  let last: unknown;
  for await (const [name] of events) last = name;
  expect(last).toBe('end');
});

test('a rebuild runs once at a time and tells how it goes', async () => {
  let finish: (problems: number) => void = () => undefined;
  const rebuild: LibraryOptions['rebuild'] = (tell) => {
    tell({ done: 1, planned: 2 });
    return new Promise((resolve) => {
      finish = resolve;
    });
  };
  const { library } = await opened({ works: false, rebuild });
  const admin = await library.signIn('minh', 'admin');

  expect((await call(library, admin, 'POST', '/api/rebuild', {})).status).toBe(202);
  expect((await call(library, admin, 'POST', '/api/rebuild', {})).status).toBe(409);
  expect((await report(library, admin)).totals.rebuild).toEqual({
    isRunning: true,
    done: 1,
    planned: 2,
    problems: 0,
    failure: null,
  });
  finish(3);
  await untilTrue(async () => (await library.service.work()).totals.rebuild?.isRunning === false);
  expect((await report(library, admin)).totals.rebuild).toMatchObject({ done: 1, problems: 3, failure: null });
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

async function stop(library: TemporaryLibrary): Promise<void> {
  open.splice(open.indexOf(library), 1);
  await library.stop();
}

async function take(library: TemporaryLibrary, session: Headers, name: string, bytes: Buffer<ArrayBuffer>) {
  const file = await sendFile(library, session, name, bytes);
  const answer = await call(library, session, 'POST', '/api/documents', { files: [file] });
  const [entry] = (await answer.json()) as readonly TakenFile[];
  return parseDocumentId(entry?.document);
}

/** The least steps, with some of them in the place of their own kind. */
const stepsWith =
  (...own: readonly JobHandler[]): NonNullable<LibraryOptions['handlers']> =>
  (tools) => [...leastSteps(tools).filter(({ job }) => !own.some((one) => one.job.name === job.name)), ...own];

const pageRead = (page: number) => ({
  kind: 'done' as const,
  job: ocrPageJob.name,
  id: `page-${page}`,
  payload: { revision: { documentId: parseDocumentId('0000000000000001'), number: 2 }, page },
  attempt: 1,
  isUrgent: false,
  failure: null,
});

const report = async (library: TemporaryLibrary, session: Headers) =>
  (await (await call(library, session, 'GET', '/api/work')).json()) as WorkReport;

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );

async function untilTrue(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

async function* eventsOf(answer: Response): AsyncGenerator<[string, unknown]> {
  let text = '';
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, name = '', value = 'null'] = /^event: (.*)\ndata: (.*)$/.exec(text.slice(0, end)) ?? [];
      text = text.slice(end + 2);
      if (name) yield [name, JSON.parse(value)];
    }
  }
}

const never = (): never => {
  throw new Error('There is an original.');
};
