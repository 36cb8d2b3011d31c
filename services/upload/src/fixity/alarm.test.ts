import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { keys } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { afterEach, expect, test } from 'vitest';
import { both, on, slowStore, storeAway } from '../../../../test/faults/index.ts';
import { allOf } from '../testing/all-of.ts';
import { packedDocument } from '../testing/packed-document.ts';
import { call } from '../testing/send-file.ts';
import {
  type Headers,
  type LibraryOptions,
  openLibrary,
  removeFolder,
  type TemporaryLibrary,
} from '../testing/temporary-library.ts';
import { flipped, takeIn, untilVerified, verifyFiles } from '../testing/verify-files.ts';
import { beginDamage, noteDamage } from './damage.ts';
import type { VerificationReport } from './fixity-routes.ts';
import { isVerificationDue, keepVerification, keepVerificationPlace } from './verification.ts';

const HOUR_MS = 3_600_000;
const NOTHING_FOUND = {
  counts: { documents: 0, objects: 0, indexed: 0, repaired: 0, problems: 0 },
  repaired: [],
  problems: [],
  sizeBytes: 0,
};

let library: TemporaryLibrary;
let admin: Headers;
let now = new Date();
const given = packedDocument('a');
const original = keys.original(given.kept.originals[0]?.checksum ?? ('' as never));

async function opened(options: LibraryOptions = {}): Promise<void> {
  now = new Date();
  library = await openLibrary({ clock: () => now, ...options });
  admin = await library.signIn('admin', 'admin');
}

afterEach(async () => {
  await library.stop();
  await removeFolder(library.folder);
});

const report = async () =>
  (await (await call(library, admin, 'GET', '/api/verification')).json()) as VerificationReport;
const put = (key: string, bytes: Uint8Array) => library.store.put(key, Buffer.from(bytes), 'application/octet-stream');

async function laterOn(ms: number): Promise<void> {
  now = new Date(now.getTime() + ms);
  await library.service.reconcile();
}

async function until(isSo: (report: VerificationReport) => boolean): Promise<void> {
  while (!isSo(await report())) await new Promise((resolve) => setImmediate(resolve));
}

test('a lost original is told while the round that found it goes on', async () => {
  let slow = slowStore({} as ObjectStore);
  const second = packedDocument('b');
  const last = keys.original(second.kept.originals[0]?.checksum ?? ('' as never));
  await opened({
    wrapStore: (store) => {
      slow = slowStore(
        store,
        both(on('read'), ({ args: [key] }) => key === last),
      );
      return slow.store;
    },
  });
  // The newest document comes first.
  await takeIn(library, second, given);
  await library.store.remove(original);

  await call(library, admin, 'POST', '/api/verification', { mbPerSecond: 0 });
  await slow.firstHeld;

  expect(await report()).toMatchObject({
    last: null,
    state: { isRunning: true, problems: 1 },
    standing: { originalsLost: 1, counts: { problems: 1 }, problems: [{ code: 'inspection.original-missing' }] },
  });
  slow.letThrough();
  await untilVerified(library, admin);
});

test('the alarm ends when the same file was handed in again, without another round', async () => {
  await opened();
  await takeIn(library, given);
  const whole = Buffer.from(await library.store.get(original));
  await put(original, flipped(whole));
  const image = keys.image({ documentId: given.id, number: 3 }, 0);
  await put(image, flipped(await library.store.get(image)));
  const { last } = await verifyFiles(library, admin);
  expect(last).toMatchObject({ originalsLost: 1, counts: { problems: 2 } });

  const path = join(library.folder, 'again.pdf');
  await writeFile(path, whole);
  await allOf(library.service.ingestPaths({ paths: [path], who: 'Lan' }));
  await laterOn(HOUR_MS);
  await until(({ standing }) => standing.originalsLost === 0);

  expect(await report()).toMatchObject({
    last: { endedAt: last?.endedAt, originalsLost: 0, problems: [], counts: { problems: 0 } },
  });
  // What was made of it, and could not be made again while it was damaged, is made again now.
  expect((await library.catalogue.document(given.id)).workRevision).toBe(4);
});

test('a file brought back without the library ends the alarm within a day, or at once when somebody verifies', async () => {
  await opened();
  await takeIn(library, given);
  const whole = Buffer.from(await library.store.get(original));
  await library.store.remove(original);
  await verifyFiles(library, admin);
  await put(original, whole);

  await laterOn(HOUR_MS);
  expect((await report()).standing.originalsLost).toBe(1);
  await laterOn(25 * HOUR_MS);
  await until(({ standing }) => standing.originalsLost === 0);

  await library.store.remove(original);
  expect((await verifyFiles(library, admin)).standing.originalsLost).toBe(1);
  await put(original, whole);
  expect((await verifyFiles(library, admin)).standing.originalsLost).toBe(0);
});

test('a file that was put right is looked at again, however much was done with its document since', async () => {
  await opened();
  await takeIn(library, given);
  const whole = Buffer.from(await library.store.get(original));
  await library.store.remove(original);
  await verifyFiles(library, admin);
  await put(original, whole);
  const done = { at: now.toISOString(), who: 'Lan', what: 'record.changed', documentId: given.id, details: {} };
  for (let times = 0; times < 25; times += 1) await library.catalogue.audit.note(done);

  await laterOn(HOUR_MS);

  await until(({ standing }) => standing.originalsLost === 0);
});

test('the alarm ends with the document', async () => {
  await opened();
  await takeIn(library, given);
  await library.store.remove(original);
  await verifyFiles(library, admin);

  await call(library, admin, 'DELETE', `/api/documents/${given.id}`);
  await laterOn(HOUR_MS);

  await until(({ standing }) => standing.counts.problems === 0);
});

test('nothing is said of a document that is removed while its files are read', async () => {
  let remove = async () => undefined as unknown;
  await opened({
    wrapStore: (store) =>
      new Proxy(store, {
        get: (target, name, receiver) =>
          name === 'read'
            ? async (...args: Parameters<ObjectStore['read']>) => {
                if (args[0] === original) await remove();
                return store.read(...args);
              }
            : Reflect.get(target, name, receiver),
      }),
  });
  await takeIn(library, given);
  remove = () => call(library, admin, 'DELETE', `/api/documents/${given.id}`);

  const { standing } = await verifyFiles(library, admin);

  expect(standing).toMatchObject({ counts: { problems: 0 }, originalsLost: 0 });
});

test('a store that gives no file at all is away: nothing is told of files, and nothing is read anew', async () => {
  let isAway = false;
  await opened({
    wrapStore: (store) =>
      storeAway(
        store,
        both(on('read'), () => isAway),
      ),
  });
  await takeIn(library, given);
  isAway = true;

  const { standing, state } = await verifyFiles(library, admin);

  expect(state).toMatchObject({ failure: { code: 'store.unavailable' } });
  expect(standing).toMatchObject({ counts: { problems: 0 }, originalsLost: 0 });
  expect((await library.catalogue.document(given.id)).workRevision).toBe(3);
});

test('the history names the originals that are lost', async () => {
  await opened();
  await takeIn(library, given);
  await library.store.remove(original);

  await verifyFiles(library, admin);

  const [checked] = await library.catalogue.audit.entries({ documentId: given.id, limit: 1 });
  expect(checked).toMatchObject({ what: 'fixity.checked', details: { lost: [given.kept.originals[0]?.checksum] } });
});

test.each([
  ['a title in the manifest', 'manifest', 'Gói a', 'Gói b'],
  ['the name of a file in the manifest', 'manifest', 'image"', 'imagE"'],
  ['a heading in the list of pages', 'pageList', 'Mở đầu', 'Mở đău'],
] as const)('%s that is another than at the round before is damage', async (_what, which, from, to) => {
  await opened();
  await takeIn(library, given);
  const revision = { documentId: given.id, number: 3 };
  const page = { scanKey: null, type: null, dpi: null, textKey: null, damage: null };
  const pages = ['1', '2'].map((label, place) => ({ page: place, label, ...page }));
  const list = { pages, bookmarks: [{ title: 'Mở đầu', page: 0, level: 0 }] };
  await put(keys.pageList(revision), Buffer.from(JSON.stringify(list)));
  expect((await verifyFiles(library, admin)).last).toMatchObject({ counts: { repaired: 0, objects: 11 } });

  const key = keys[which](revision);
  const text = Buffer.from(await library.store.get(key)).toString();
  await put(key, Buffer.from(text.replace(from, to)));

  expect((await verifyFiles(library, admin)).last).toMatchObject({ repaired: [{ details: { key, count: 1 } }] });
});

test.each(['manifest', 'pageList'] as const)(
  'a %s that comes wrong once, and right when it is read again, has nothing made again',
  async (which) => {
    const revision = { documentId: given.id, number: 3 };
    let isWrong = false;
    await opened({
      wrapStore: (store) =>
        new Proxy(store, {
          get: (target, name, receiver) =>
            name === 'read'
              ? async (...args: Parameters<ObjectStore['read']>) => {
                  if (!isWrong || args[0] !== keys[which](revision)) return store.read(...args);
                  isWrong = false;
                  return Readable.from([flipped(await store.get(args[0]))]);
                }
              : Reflect.get(target, name, receiver),
        }),
    });
    await takeIn(library, given);
    const page = { scanKey: null, type: null, dpi: null, textKey: null, damage: null };
    const pages = ['1', '2'].map((label, place) => ({ page: place, label, ...page }));
    await put(keys.pageList(revision), Buffer.from(JSON.stringify({ pages, bookmarks: [] })));
    await verifyFiles(library, admin);

    isWrong = true;
    const { last, standing } = await verifyFiles(library, admin);

    expect([isWrong, last?.repaired, standing.problems]).toEqual([false, [], []]);
    expect((await library.catalogue.document(given.id)).workRevision).toBe(3);
  },
);

test.each([
  ['lost', () => library.store.remove(keys.damage())],
  ['damaged', () => put(keys.damage(), Buffer.from('{"version":1,"docu'))],
  ['of another form', () => put(keys.damage(), Buffer.from('{"version":1,"documents":[]}'))],
])('where what was known of damage is %s, everything is compared anew, from the beginning', async (_how, harm) => {
  await opened();
  await takeIn(library, given, packedDocument('b'));
  await library.store.remove(original);
  const before = await verifyFiles(library, admin);
  expect(before.standing.originalsLost).toBe(1);
  await laterOn(HOUR_MS);
  const { next: after } = await library.catalogue.documents({}, { limit: 1 });
  const found = { ...NOTHING_FOUND, counts: { ...NOTHING_FOUND.counts, documents: 1 } };
  const kept = { startedAt: now.toISOString(), keptAt: now.toISOString(), readAgain: 0 };
  await keepVerificationPlace(library.store, { version: 1, ...kept, after, verified: found });

  await harm();

  // The round is not told as one that found everything whole.
  expect((await report()).last).toBeNull();
  expect(await isVerificationDue(library.store, now.getTime(), 90)).toBe(true);
  const { last, standing } = await verifyFiles(library, admin);
  expect(standing.originalsLost).toBe(1);
  expect(last?.counts.documents).toBe(2);
  expect(await isVerificationDue(library.store, now.getTime(), 90)).toBe(false);
});

test('a list that was begun again since the last round does not tell what that round found', async () => {
  await opened();
  await takeIn(library, given);
  await verifyFiles(library, admin);
  expect(await isVerificationDue(library.store, now.getTime(), 90)).toBe(false);

  await library.store.remove(keys.damage());
  now = new Date(now.getTime() + HOUR_MS);
  await noteDamage({ ...library, clock: () => now }, given.id, {
    ...NOTHING_FOUND,
    counts: { ...NOTHING_FOUND.counts, problems: 1 },
    revision: 3,
    originalsLost: 1,
  });

  expect((await report()).standing.originalsLost).toBe(1);
  expect(await isVerificationDue(library.store, now.getTime(), 90)).toBe(true);
});

test('a round is due when the last one ended long ago, or in the future by a clock that was wrong', async () => {
  await opened();
  const endedAt = '2026-06-01T00:00:00.000Z';
  await beginDamage(library, endedAt);
  await keepVerification(library.store, { version: 1, startedAt: endedAt, endedAt, ...NOTHING_FOUND });

  const isDueOn = (day: string) => isVerificationDue(library.store, Date.parse(day), 90);

  expect(await isDueOn('2026-08-01')).toBe(false);
  expect(await isDueOn('2026-09-01')).toBe(true);
  expect(await isDueOn('2026-01-01')).toBe(true);
});

test('a damaged note of how far a round came costs that round, and no more', async () => {
  await opened();
  await takeIn(library, given);
  await beginDamage(library, now.toISOString());
  const place = { version: 1, startedAt: now.toISOString(), keptAt: now.toISOString(), readAgain: 0 } as const;
  await keepVerificationPlace(library.store, { ...place, after: 'nowhere', verified: NOTHING_FOUND });

  expect((await verifyFiles(library, admin)).state).toMatchObject({ failure: { code: 'stretch.bad-after' } });
  expect((await verifyFiles(library, admin)).last).toMatchObject({ counts: { documents: 1 } });
});
