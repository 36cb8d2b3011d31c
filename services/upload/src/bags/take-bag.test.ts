import { keys, readManifest } from '@diachi/domain';
import { payloadPaths, revisionPath } from '@diachi/preservation';
import { describe, expect, test } from 'vitest';
import { both, on, storeAway } from '../../../../test/faults/index.ts';
import type { TakenFile } from '../taken-file.ts';
import { allOf } from '../testing/all-of.ts';
import { libraryOfBags } from '../testing/library-of-bags.ts';
import { type PackedDocument, packed, packedDocument } from '../testing/packed-document.ts';
import { call, sendFile } from '../testing/send-file.ts';

const { here, openOther, ingest } = libraryOfBags();

describe('a package of documents', () => {
  test('is taken in as it was: every file, the record with its version, the revision, and when it was received', async () => {
    const given = packedDocument('a', { access: 'members', embargoUntil: '2031-01-01', note: 'Bản chép' });

    const entries = await ingest(await packed(given.files));
    await here().quiet();

    expect(entries).toMatchObject([{ document: given.id, state: 'published', isNew: true, pages: 2 }]);
    await expectHere(given);
    const [received] = (await here().catalogue.audit.entries({ documentId: given.id, limit: 9 })).filter(
      ({ what }) => what === 'document.received',
    );
    expect(received).toMatchObject({
      who: 'Lan',
      details: { package: expect.stringMatching(/goi\.zip$/), revision: 3 },
    });
    expect((await here().catalogue.document(given.id)).isIndexed).toBe(true);
  });

  test('brings what was noted of its documents, each entry once and in their order', async () => {
    const given = packedDocument();
    const noted = [
      { at: '2020-01-02T03:04:05.000Z', who: 'Lan', what: 'document.received', documentId: given.id, details: {} },
      {
        at: '2021-01-02T03:04:05.000Z',
        who: 'Minh',
        what: 'record.changed',
        documentId: given.id,
        details: { version: 2 },
      },
    ];
    given.files.set(payloadPaths(given.id).history, Buffer.from(JSON.stringify(noted)));
    const [first] = noted;
    await here().catalogue.audit.note(first as (typeof noted)[0]);

    await ingest(await packed(given.files));

    const entries = await here().catalogue.audit.entries({ documentId: given.id, limit: 9 });
    expect(entries.map(({ at, who, what }) => `${who} ${what} ${at.slice(0, 4)}`).slice(1)).toEqual([
      'Minh record.changed 2021',
      'Lan document.received 2020',
    ]);
    expect(entries[1]?.details).toMatchObject({
      version: 2,
      package: expect.stringMatching(/goi\.zip$/),
      isToldByPackage: true,
    });
    expect(entries[0]?.details).not.toHaveProperty('isToldByPackage');
  });

  test.each([
    ['of another document', { documentId: 'x'.repeat(16) }],
    ['of no time', { at: 'hôm qua' }],
    ['that is none', { what: 'DROP TABLE' }],
  ])('is refused with an entry %s in its history', async (_name, changed) => {
    const given = packedDocument();
    const entry = {
      at: '2020-01-02T03:04:05.000Z',
      who: 'Lan',
      what: 'record.changed',
      documentId: given.id,
      details: {},
    };
    given.files.set(payloadPaths(given.id).history, Buffer.from(JSON.stringify([{ ...entry, ...changed }])));

    const [refused] = await ingest(await packed(given.files));

    expect(refused).toMatchObject({ code: 'bag.bad-document' });
    await expect(here().catalogue.document(given.id)).rejects.toMatchObject({ code: 'document.missing' });
  });

  test('may tell of as many originals as a document has pages, however long their names', async () => {
    const given = packedDocument();
    const record = JSON.stringify(given.kept).padEnd(15_000_000);
    given.files.set(payloadPaths(given.id).record, Buffer.from(record));

    expect(await ingest(await packed(given.files))).toMatchObject([{ document: given.id, isNew: true }]);
  });

  test('may hold several, lie without a folder of its own, and be summed up with SHA-256', async () => {
    const [one, other] = [packedDocument('một'), packedDocument('hai')];
    const both = new Map([...one.files, ...other.files]);

    const entries = await ingest(await packed(both, { folder: '', algorithm: 'sha256' }));

    expect(entries.map((entry) => 'document' in entry && entry.document).toSorted()).toEqual(
      [one.id, other.id].toSorted(),
    );
    await expectHere(one);
    await expectHere(other);
  });

  test('changes nothing of a document that is here already and the same, and puts back what the store has lost', async () => {
    const given = packedDocument();
    const zip = await packed(given.files);
    await ingest(zip);
    await here().quiet();
    const before = await here().catalogue.document(given.id);
    const lost = keys.text({ documentId: given.id, number: 3 }, 0);

    const [same] = await ingest(zip);
    await here().store.remove(lost);
    await ingest(zip);

    expect(same).toMatchObject({ document: given.id, isNew: false, code: 'upload.already-there' });
    expect(await here().catalogue.document(given.id)).toEqual(before);
    expect(await here().store.has(lost)).toBe(true);
  });

  test('is refused for a document that is here with another record, and nothing is written over', async () => {
    const [mine, theirs] = [packedDocument('a', { title: 'Của tôi' }), packedDocument('a', { title: 'Của họ' })];
    await ingest(await packed(mine.files));

    const entries = await ingest(await packed(theirs.files));

    expect(entries).toMatchObject([
      { document: null, state: 'refused', code: 'bag.conflict', details: { id: mine.id } },
    ]);
    await expectHere(mine);
  });

  test('is taken in again after the document was removed', async () => {
    const given = packedDocument();
    const zip = await packed(given.files);
    await ingest(zip);
    const admin = await here().signIn('admin', 'admin');
    expect((await call(here(), admin, 'DELETE', `/api/documents/${given.id}`)).status).toBe(204);

    const entries = await ingest(zip);

    expect(entries).toMatchObject([{ document: given.id, isNew: true, code: 'bag.was-removed' }]);
    await expectHere(given);
  });

  test('is taken in again after another document took its place, which is told', async () => {
    const [given, other] = [packedDocument('a'), packedDocument('b')];
    await ingest(await packed(given.files));
    await ingest(await packed(other.files));
    const admin = await here().signIn('admin', 'admin');
    await call(here(), admin, 'POST', `/api/documents/${given.id}/merge`, { into: other.id });

    const entries = await ingest(await packed(given.files));

    expect(entries).toMatchObject([
      { document: given.id, isNew: true, code: 'bag.was-merged', details: { into: other.id } },
    ]);
    await expectHere(given);
  });

  test('is done again whole, wherever the store went away', async () => {
    let puts = 0;
    let mostPuts = 0;
    await openOther({
      wrapStore: (store) =>
        storeAway(
          store,
          both(on('putFile', 'put'), () => ++puts > mostPuts),
        ),
    });
    for (const place of [0, 1, 6, 7, 8, 9, 10]) {
      const given = packedDocument(`${place}`);
      const zip = await packed(given.files);

      [puts, mostPuts] = [0, place];
      const broken = await ingest(zip);
      const isShown = await here()
        .catalogue.document(given.id)
        .then(
          () => true,
          () => false,
        );
      mostPuts = Number.POSITIVE_INFINITY;
      const again = await ingest(zip);

      expect([broken[0], isShown], `after ${place} files`).toMatchObject([{ code: 'store.unavailable' }, false]);
      expect(again).toMatchObject([{ document: given.id, isNew: true }]);
      await expectHere(given);
    }
  });

  test('is taken through the upload page too, and what is forged in it is refused', async () => {
    const archivist = await here().signIn('lan', 'archivist');
    const [given, forged] = [packedDocument('a'), packedDocument('b')];
    forged.files.set(
      payloadPaths(forged.id).record,
      Buffer.from(JSON.stringify({ ...forged.kept, originals: given.kept.originals })),
    );
    const send = async (payload: Map<string, Buffer>) => {
      const file = await sendFile(here(), archivist, 'gói.zip', await packed(payload));
      return (await (await call(here(), archivist, 'POST', '/api/documents', { files: [file] })).json()) as TakenFile[];
    };

    expect(await send(given.files)).toMatchObject([{ file: 'gói.zip', document: given.id, isNew: true }]);
    await expectHere(given);
    expect(await send(forged.files)).toMatchObject([{ document: null, code: 'bag.bad-document' }]);
    const unknown = packedDocument('c', {
      library: packedDocument().kept.record.library.replace('tinh', 'xa') as never,
    });
    expect(await send(unknown.files)).toMatchObject([{ document: null, code: 'library.unknown' }]);
  });
});

describe('what a package claims', () => {
  test('is not that its document comes from the future, or that its files have names like paths', async () => {
    const given = packedDocument();
    const originals = given.kept.originals.map((original) => ({ ...original, fileName: '../../a\u0007.pdf' }));
    const future = '2999-01-01T00:00:00.000Z';
    const kept = { ...given.kept, originals, receivedAt: future, changedAt: future };
    given.files.set(payloadPaths(given.id).record, Buffer.from(JSON.stringify(kept)));

    await ingest(await packed(given.files));

    const document = await here().catalogue.document(given.id);
    expect(Date.parse(document.receivedAt)).toBeLessThanOrEqual(Date.now());
    expect(Date.parse(document.changedAt)).toBeLessThanOrEqual(Date.now());
    expect(document.originals.map(({ fileName }) => fileName)).toEqual(['a .pdf', 'a .pdf']);
  });

  test('is what its library is called, where that is new here', async () => {
    const given = packedDocument('a', { library: 'muong-te' as never });

    await ingest(await packed(given.files, { info: [['Source-Organization', 'Thư viện xã Mường Tè']] }));

    expect(await here().catalogue.libraries()).toContainEqual({ code: 'muong-te', name: 'Thư viện xã Mường Tè' });
  });

  test('takes no place of what the store alone still knows', async () => {
    const given = packedDocument();
    const later = { documentId: given.id, number: 4 };
    await here().store.put(keys.manifest(later), Buffer.from('{}'), 'application/json');

    expect(await ingest(await packed(given.files))).toMatchObject([{ document: null, code: 'bag.not-rebuilt' }]);
    expect(await allOf(here().store.list('documents/'))).toEqual([keys.manifest(later)]);
  });
});

const revisionOf = ({ id, manifest }: PackedDocument) => ({ documentId: id, number: manifest.revision });

async function expectHere(given: PackedDocument): Promise<void> {
  const { id, kept, manifest, files } = given;
  const document = await here().catalogue.document(id);
  expect(document).toMatchObject({
    record: kept.record,
    recordVersion: kept.recordVersion,
    receivedAt: kept.receivedAt,
    changedAt: kept.changedAt,
    originals: kept.originals,
    state: 'published',
    publishedRevision: manifest.revision,
    pageCount: manifest.pages.length,
  });
  expect(await readManifest(await here().store.read(keys.manifest(revisionOf(given))))).toEqual(manifest);
  for (const { key } of [...manifest.pages.flatMap((page) => page.files), manifest.pdf]) {
    expect(Buffer.from(await here().store.get(key))).toEqual(files.get(revisionPath(manifest, key)));
  }
  for (const { checksum } of kept.originals) expect(await here().store.has(keys.original(checksum))).toBe(true);
  const pages = await here().catalogue.pages(revisionOf(given));
  expect(pages.map(({ state, label }) => [state, label])).toEqual([
    ['read', '1'],
    ['unreadable', '2'],
  ]);
}
