import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keys } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { both, on, storeAway } from '../../../../test/faults/index.ts';
import { allOf } from '../testing/all-of.ts';
import { type PackedDocument, packedDocument } from '../testing/packed-document.ts';
import { call, sha256 } from '../testing/send-file.ts';
import {
  type Headers,
  type LibraryOptions,
  openLibrary,
  removeFolder,
  type TemporaryLibrary,
} from '../testing/temporary-library.ts';
import { flipped, takeIn, untilVerified, verifyFiles } from '../testing/verify-files.ts';
import { beginDamage } from './damage.ts';
import { keepVerificationPlace, readVerificationPlace } from './verification.ts';

let library: TemporaryLibrary;
let admin: Headers;
let given: PackedDocument;

const opened = async (options: LibraryOptions = {}) => {
  library = await openLibrary(options);
  admin = await library.signIn(`admin ${Math.random()}`, 'admin');
  given = packedDocument('a');
};

beforeEach(() => opened());
afterEach(async () => {
  await library.stop();
  await removeFolder(library.folder);
});

test('a library that is whole has nothing told of it, and each document’s history says so once, however often', async () => {
  await take(given, packedDocument('b'));

  for (let round = 0; round < 3; round += 1) {
    const { last, state } = await verified();
    // Two originals, the manifest, five files of one page, one of the other, and the PDF.
    expect(last).toMatchObject({ counts: { documents: 2, objects: 20, repaired: 0, problems: 0 }, originalsLost: 0 });
    expect(last?.sizeBytes).toBeGreaterThan(1_000);
    expect(state).toMatchObject({ isRunning: false, done: 2, planned: 2, problems: 0 });
  }
  expect(await checks()).toMatchObject([{ details: { files: 10, problems: 0, repaired: 0, revision: 3 } }]);
});

describe('what was made of a document is made again when', () => {
  const image = () => keys.image(revision(), 0);
  const faults: readonly (readonly [what: string, key: () => string, damage: (bytes: Buffer) => Buffer | null])[] = [
    ['a bit of a page image has turned', image, flipped],
    ['a bit of a thumbnail has turned', () => keys.thumbnail(revision(), 0, 240), flipped],
    ['a bit of a page’s text has turned', () => keys.text(revision(), 1), flipped],
    ['its PDF was cut short', () => keys.pdf(revision()), (bytes) => bytes.subarray(0, 5)],
    ['a page image is gone', image, () => null],
    ['its manifest is damaged', () => keys.manifest(revision()), (bytes) => bytes.subarray(0, 50)],
  ];
  test.each(faults)('%s', async (_what, keyOf, damage) => {
    await take(given);
    await spoil(keyOf(), damage);

    const { last } = await verified();
    await library.quiet();

    expect(last).toMatchObject({
      repaired: [{ code: 'inspection.read-again-damaged', details: { id: given.id, key: keyOf(), count: 1 } }],
      problems: [],
    });
    expect((await library.catalogue.document(given.id)).publishedRevision).toBe(4);
    expect(await checks()).toMatchObject([{ details: { problems: 1, repaired: 1 } }]);
  });

  test('but not while an original is damaged too: both are told', async () => {
    await take(given);
    await spoil(original(), flipped);
    await spoil(image(), flipped);

    const { last } = await verified();

    expect(last?.problems.map(({ code }) => code)).toEqual(['inspection.original-damaged', 'inspection.files-damaged']);
    expect((await library.catalogue.document(given.id)).workRevision).toBe(3);
  });
});

describe('an original', () => {
  test('that is damaged is told, never touched, and takes its place again when the same file is handed in', async () => {
    await take(given);
    const whole = Buffer.from(await library.store.get(original()));
    await spoil(original(), flipped);
    const damaged = Buffer.from(await library.store.get(original()));

    const { last, state } = await verified();

    expect(last).toMatchObject({
      originalsLost: 1,
      problems: [{ code: 'inspection.original-damaged', details: { id: given.id, file: 'a 1', key: original() } }],
    });
    expect(state).toMatchObject({ problems: 1, failure: null });
    expect(Buffer.from(await library.store.get(original()))).toEqual(damaged);

    const path = join(library.folder, 'again.pdf');
    await writeFile(path, whole);
    await allOf(library.service.ingestPaths({ paths: [path], who: 'Lan' }));
    expect(Buffer.from(await library.store.get(original()))).toEqual(whole);
    expect((await verified()).last).toMatchObject({ originalsLost: 0, counts: { problems: 0 } });
    expect((await checks()).map(({ details }) => details['problems'])).toEqual([0, 1]);
    const [healed] = (await history()).filter(({ what }) => what === 'document.originals-put-back');
    expect(healed).toMatchObject({ who: 'Lan' });
  });

  test('that is damaged comes back out of a package too', async () => {
    await take(given);
    await spoil(original(), flipped);
    await verified();

    await take(given);

    expect((await verified()).last).toMatchObject({ originalsLost: 0, counts: { problems: 0 } });
  });

  test('that is gone is told', async () => {
    await take(given);
    await library.store.remove(original());

    expect((await verified()).last).toMatchObject({
      originalsLost: 1,
      problems: [{ code: 'inspection.original-missing', details: { key: original() } }],
    });
  });

  test('that its disk cannot give any more is told to be so, while the store answers for all others', async () => {
    await reopened((store) =>
      storeAway(
        store,
        both(on('read'), ({ args: [key] }) => key === original()),
      ),
    );
    await take(given);

    expect((await verified()).last).toMatchObject({ problems: [{ code: 'inspection.original-unreadable' }] });
  });
});

describe('a round that is broken off', () => {
  const many = () => Array.from({ length: 23 }, (_, place) => packedDocument(`quyển ${place}`));

  test('because the store went away ends with that, and the next goes on where it was', async () => {
    let left = Number.POSITIVE_INFINITY;
    let read: string[] = [];
    await reopened((store) =>
      storeAway(store, ({ method, args: [key] }) => {
        if (method === 'read') {
          read.push(String(key));
          left -= 1;
        }
        // What is told of the round can still be read.
        return left < 0 && !String(key).startsWith('reports/');
      }),
    );
    await take(...many());
    left = 150;
    const broken = await verified();
    left = Number.POSITIVE_INFINITY;
    read = [];

    const whole = await verified();

    expect(broken).toMatchObject({ last: null, state: { isRunning: false, failure: { code: 'store.unavailable' } } });
    expect(whole.last).toMatchObject({ counts: { documents: 23, objects: 230, problems: 0 } });
    // Ten documents were done with; of each of the others ten files are read, and a list of pages is looked for.
    expect(read.filter((key) => /^(originals|documents)/.test(key))).toHaveLength(143);
    expect(await readVerificationPlace(library.store, Date.now())).toBeNull();
  });

  test('because its process was killed is gone on with by the steward of the next', async () => {
    await take(...many());
    const { next } = await library.catalogue.documents({}, { limit: 20 });
    const before = (await verified()).last;
    if (!before || next === null) throw new Error('there is no place to go on from');
    await library.store.remove(keys.verification());
    const counts = { ...before.counts, documents: 20, objects: 200 };
    await keepVerificationPlace(library.store, {
      version: 1,
      startedAt: before.startedAt,
      keptAt: new Date().toISOString(),
      after: next,
      readAgain: 0,
      verified: { ...before, counts },
    });
    const { folder } = library;
    await library.stop();

    let now = new Date();
    library = await openLibrary({
      folder,
      clock: () => now,
      limits: { verifyEveryDays: 90, inspectEveryMs: 86_400_000 },
    });
    admin = await library.signIn('chief', 'admin');
    now = new Date(now.getTime() + 3_600_000);
    await library.service.reconcile();
    const { last } = await untilOver();

    expect(last).toMatchObject({ startedAt: before.startedAt, counts: { documents: 23, objects: 230 } });
  });
});

test('of very many damaged documents only so many are read anew by one round, however often it is broken off', async () => {
  await take(given);
  await spoil(keys.image(revision(), 0), flipped);
  const counts = { documents: 0, objects: 0, indexed: 0, repaired: 0, problems: 0 };
  const startedAt = new Date().toISOString();
  await beginDamage(library, startedAt);
  await keepVerificationPlace(library.store, {
    ...{ version: 1, startedAt, keptAt: startedAt, after: null, readAgain: 1_000 },
    verified: { counts, repaired: [], problems: [], sizeBytes: 0 },
  });

  expect((await verified()).last).toMatchObject({ repaired: [], problems: [{ code: 'inspection.files-damaged' }] });
  expect((await library.catalogue.document(given.id)).workRevision).toBe(3);
});

test('two rounds at once are one: the other is told that it is under way', async () => {
  const held = Promise.withResolvers<void>();
  await reopened(
    (store) =>
      new Proxy(store, {
        get: (target, name, receiver) =>
          name === 'read'
            ? async (...args: Parameters<ObjectStore['read']>) => {
                await held.promise;
                return store.read(...args);
              }
            : Reflect.get(target, name, receiver),
      }),
  );
  const beside = await openLibrary({ beside: library, works: false });
  await take(given).catch(() => undefined);

  const first = await call(library, admin, 'POST', '/api/verification', {});
  const second = await call(beside, admin, 'POST', '/api/verification', {});
  held.resolve();

  expect([first.status, second.status]).toEqual([202, 409]);
  expect(await second.json()).toMatchObject({ code: 'verification.running' });
  await untilOver();
  await beside.stop();
  await removeFolder(beside.folder);
});

test('a damaged note of how far it came, or of what was found, is as if there were none', async () => {
  await take(given);
  for (const key of [keys.verification(), keys.verificationPlace()])
    await library.store.put(key, Buffer.from('{"version":1,'), 'application/json');

  expect((await verified()).last).toMatchObject({ counts: { documents: 1, problems: 0 } });
});

test('only administrators have files verified, and a pace below nothing is refused', async () => {
  const archivist = await library.signIn('lan', 'archivist');

  expect((await call(library, archivist, 'POST', '/api/verification', {})).status).toBe(403);
  expect((await call(library, admin, 'POST', '/api/verification', { mbPerSecond: -1 })).status).toBe(400);
});

const revision = () => ({ documentId: given.id, number: 3 });
const original = () => keys.original(given.kept.originals[0]?.checksum ?? ('' as never));

async function spoil(key: string, damage: (bytes: Buffer) => Buffer | null): Promise<void> {
  const before = Buffer.from(await library.store.get(key));
  const after = damage(before);
  if (after === null) await library.store.remove(key);
  else await library.store.put(key, after, 'application/octet-stream');
  expect(after === null || sha256(after) !== sha256(before)).toBe(true);
}

async function reopened(wrapStore: NonNullable<LibraryOptions['wrapStore']>): Promise<void> {
  await library.stop();
  await removeFolder(library.folder);
  await opened({ wrapStore });
}

const take = (...documents: readonly PackedDocument[]) => takeIn(library, ...documents);
const verified = () => verifyFiles(library, admin);
const untilOver = () => untilVerified(library, admin);

const history = () => library.catalogue.audit.entries({ documentId: given.id, limit: 100 });
const checks = async () => (await history()).filter(({ what }) => what === 'fixity.checked');
