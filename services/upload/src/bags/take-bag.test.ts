import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { keys, type Manifest, readManifest } from '@diachi/domain';
import { BAG_DECLARATION, payloadPaths, revisionPath } from '@diachi/preservation';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { both, on, storeAway } from '../../../../test/faults/index.ts';
import type { PassedOver, TakenFile } from '../taken-file.ts';
import { allOf } from '../testing/all-of.ts';
import {
  type PackedDocument,
  type PackedFiles,
  type Packing,
  packed,
  packedDocument,
} from '../testing/packed-document.ts';
import { call, jpeg, sendFile, sha256 } from '../testing/send-file.ts';
import { type LibraryOptions, openLibrary, removeFolder, type TemporaryLibrary } from '../testing/temporary-library.ts';

let library: TemporaryLibrary;
const folders: string[] = [];

const opened = async (options: LibraryOptions = {}) => {
  library = await openLibrary(options);
  folders.push(library.folder);
};

beforeEach(() => opened());
afterEach(async () => {
  await library.stop();
  for (const folder of folders.splice(0)) await removeFolder(folder);
});

describe('a package of documents', () => {
  test('is taken in as it was: every file, the record with its version, the revision, and when it was received', async () => {
    const given = packedDocument('a', { access: 'members', embargoUntil: '2031-01-01', note: 'Bản chép' });

    const entries = await ingest(await packed(given.files));
    await library.quiet();

    expect(entries).toMatchObject([{ document: given.id, state: 'published', isNew: true, pages: 2 }]);
    await expectHere(given);
    const [received] = (await library.catalogue.audit.entries({ documentId: given.id, limit: 9 })).filter(
      ({ what }) => what === 'document.received',
    );
    expect(received).toMatchObject({
      who: 'Lan',
      details: { package: expect.stringMatching(/goi\.zip$/), revision: 3 },
    });
    expect((await library.catalogue.document(given.id)).isIndexed).toBe(true);
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
    await library.catalogue.audit.note(first as (typeof noted)[0]);

    await ingest(await packed(given.files));

    const entries = await library.catalogue.audit.entries({ documentId: given.id, limit: 9 });
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
    await expect(library.catalogue.document(given.id)).rejects.toMatchObject({ code: 'document.missing' });
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
    await library.quiet();
    const before = await library.catalogue.document(given.id);
    const lost = keys.text({ documentId: given.id, number: 3 }, 0);

    const [same] = await ingest(zip);
    await library.store.remove(lost);
    await ingest(zip);

    expect(same).toMatchObject({ document: given.id, isNew: false, code: 'upload.already-there' });
    expect(await library.catalogue.document(given.id)).toEqual(before);
    expect(await library.store.has(lost)).toBe(true);
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
    const admin = await library.signIn('admin', 'admin');
    expect((await call(library, admin, 'DELETE', `/api/documents/${given.id}`)).status).toBe(204);

    const entries = await ingest(zip);

    expect(entries).toMatchObject([{ document: given.id, isNew: true }]);
    await expectHere(given);
  });

  test('is done again whole when the store went away in the middle', async () => {
    await library.stop();
    let puts = 0;
    let isAway = true;
    const isLate = () => {
      puts += 1;
      return isAway && puts > 4;
    };
    await opened({ wrapStore: (store) => storeAway(store, both(on('putFile'), isLate)) });
    const given = packedDocument();
    const zip = await packed(given.files);

    const broken = await ingest(zip);
    isAway = false;
    const [again] = await ingest(zip);

    expect(broken).toMatchObject([{ document: null, state: 'failed', code: 'store.unavailable' }]);
    expect(again).toMatchObject({ document: given.id, isNew: true });
    await expectHere(given);
  });

  test('is taken through the upload page too, and what is forged in it is refused', async () => {
    const archivist = await library.signIn('lan', 'archivist');
    const [given, forged] = [packedDocument('a'), packedDocument('b')];
    forged.files.set(
      payloadPaths(forged.id).record,
      Buffer.from(JSON.stringify({ ...forged.kept, originals: given.kept.originals })),
    );
    const send = async (payload: Map<string, Buffer>) => {
      const file = await sendFile(library, archivist, 'gói.zip', await packed(payload));
      return (await (
        await call(library, archivist, 'POST', '/api/documents', { files: [file] })
      ).json()) as TakenFile[];
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

    const document = await library.catalogue.document(given.id);
    expect(Date.parse(document.receivedAt)).toBeLessThanOrEqual(Date.now());
    expect(Date.parse(document.changedAt)).toBeLessThanOrEqual(Date.now());
    expect(document.originals.map(({ fileName }) => fileName)).toEqual(['a .pdf', 'a .pdf']);
  });

  test('is what its library is called, where that is new here', async () => {
    const given = packedDocument('a', { library: 'muong-te' as never });

    await ingest(await packed(given.files, { info: [['Source-Organization', 'Thư viện xã Mường Tè']] }));

    expect(await library.catalogue.libraries()).toContainEqual({ code: 'muong-te', name: 'Thư viện xã Mường Tè' });
  });

  test('takes no place of what the store alone still knows', async () => {
    const given = packedDocument();
    const later = { documentId: given.id, number: 4 };
    await library.store.put(keys.manifest(later), Buffer.from('{}'), 'application/json');

    expect(await ingest(await packed(given.files))).toMatchObject([{ document: null, code: 'bag.not-rebuilt' }]);
    expect(await allOf(library.store.list('documents/'))).toEqual([keys.manifest(later)]);
  });
});

describe('a package that another program made', () => {
  test('is taken in as scans, with a word that its records were not understood', async () => {
    const payload = new Map([
      ['data/1.jpg', jpeg('1')],
      ['data/2.jpg', jpeg('2')],
      ['data/readme.txt', Buffer.from('Sổ cũ')],
    ]);

    const entries = await ingest(await packed(payload));

    const scans = entries.filter((entry): entry is TakenFile => 'document' in entry);
    expect(new Set(scans.map(({ document }) => document)).size).toBe(1);
    expect(scans.map(({ code }) => code)).toEqual(['bag.foreign', undefined]);
    expect(entries).toContainEqual({ file: expect.stringMatching(/readme\.txt$/), isPassedOver: true });
  });

  test.each(['sha1', 'md5'] as const)(
    'may be summed up with %s, as older ones are, and is checked by it',
    async (algorithm) => {
      const payload = new Map([['data/1.jpg', jpeg('1')]]);
      const spoil = (files: PackedFiles) => files.set('data/1.jpg', jpeg('2'));

      expect(await ingest(await packed(payload, { algorithm }))).toMatchObject([{ isNew: true, code: 'bag.foreign' }]);
      expect(await ingest(await packed(payload, { algorithm, spoil }))).toMatchObject([{ code: 'bag.file-altered' }]);
    },
  );

  test('may name its files in either way to write Vietnamese, and need not name what macOS left', async () => {
    const name = 'data/Địa chí Điện Biên.jpg';
    const payload = new Map([
      [name.normalize('NFD'), jpeg('1')],
      ['data/.DS_Store', Buffer.from('x')],
    ]);
    const left = [
      ['goi/.DS_Store', Buffer.from('x')],
      ['.DS_Store', Buffer.from('x')],
      ['__MACOSX/._a', Buffer.from('x')],
    ] as const;

    const entries = await ingest(await packed(payload, { beside: left }));

    expect(entries).toMatchObject([{ isPassedOver: true }, { isNew: true }]);
  });

  test('may lie in a ZIP that does not say its names are written in UTF-8', async () => {
    const zip = await packed(new Map([['data/Địa chí.jpg', jpeg('1')]]));
    for (const [header, flags] of [
      ['PK\x01\x02', 8],
      ['PK\x03\x04', 6],
    ] as const) {
      for (let at = zip.indexOf(header, 0, 'latin1'); at >= 0; at = zip.indexOf(header, at + 4, 'latin1')) {
        zip.writeUInt16LE(zip.readUInt16LE(at + flags) & ~0x800, at + flags);
      }
    }

    expect(await ingest(zip)).toMatchObject([{ isNew: true, code: 'bag.foreign' }]);
  });

  test('without scans is refused, as is a ZIP that is no package', async () => {
    expect(await ingest(await packed(new Map([['data/a.txt', Buffer.from('a')]])))).toMatchObject([
      { code: 'bag.no-scans' },
    ]);
    const noBag = await packed(new Map(), { folder: 'x/', spoil: (files) => files.delete('bagit.txt') });
    expect(await ingest(noBag)).toMatchObject([{ code: 'upload.foreign-file' }]);
  });
});

describe('a package is refused whole, and names the file', () => {
  const spoilt: readonly (readonly [what: string, code: string, packing: (given: PackedDocument) => Packing])[] = [
    [
      'a file is missing',
      'bag.file-missing',
      ({ id }) => ({ spoil: (files) => files.delete(payloadPaths(id).manifest) }),
    ],
    [
      'a file is there that nobody named',
      'bag.file-unnamed',
      () => ({ spoil: (files) => files.set('data/x.pdf', Buffer.from('x')) }),
    ],
    [
      'a bit of a file has changed',
      'bag.file-altered',
      ({ id }) => ({
        spoil: (files) =>
          files.set(payloadPaths(id).record, Buffer.from(' '.repeat(files.get(payloadPaths(id).record)?.length ?? 0))),
      }),
    ],
    [
      'its own description has changed',
      'bag.file-altered',
      () => ({
        spoil: (files) =>
          files.set(
            'manifest-sha512.txt',
            Buffer.concat([files.get('manifest-sha512.txt') ?? Buffer.alloc(0), Buffer.from('\n')]),
          ),
      }),
    ],
    [
      'it holds less than it says',
      'bag.other-amount',
      () => ({ spoil: (files) => files.set('bag-info.txt', Buffer.from('Payload-Oxum: 1.1\n')) }),
    ],
    [
      'its description is a book',
      'bag.file-too-large',
      () => ({ spoil: (files) => files.set('bag-info.txt', Buffer.alloc(1_000_001, 'x')) }),
    ],
    ['it has no list of files', 'bag.no-list', () => ({ spoil: (files) => files.delete('manifest-sha512.txt') })],
    [
      'it is of a version nobody knows',
      'bag.bad-declaration',
      () => ({ spoil: (files) => files.set('bagit.txt', Buffer.from('BagIt-Version: 9.0\n')) }),
    ],
    ['a file lies beside it', 'bag.file-unnamed', () => ({ beside: [['khac/a.pdf', Buffer.from('a')]] })],
    ['a file is there twice', 'bag.unsafe', () => ({ beside: [['goi/bag-info.txt', Buffer.from('x')]] })],
    ['a link is in it', 'bag.unsafe', () => ({ beside: [['goi/data/link', Buffer.from('/etc/passwd'), 0o120777]] })],
    ['it is a bomb', 'bag.too-large', () => ({ beside: [['goi/data/zeros', Buffer.alloc(150_000_000)]] })],
  ];
  test.each(spoilt)('when %s: %s', async (_what, code, packing) => {
    const given = packedDocument();

    const entries = await ingest(await packed(given.files, packing(given)));

    expect(entries).toMatchObject([{ document: null, state: 'refused', code }]);
    expect(await allOf(library.store.list('documents/'))).toEqual([]);
    expect(await allOf(library.store.list('originals/'))).toEqual([]);
  });

  test('when a name in it leads out of it', async () => {
    const zip = await packed(packedDocument().files, { beside: [['goi/data/xx/yyyyy.pdf', Buffer.from('a')]] });
    for (let at = zip.indexOf('xx/yyyyy'); at >= 0; at = zip.indexOf('xx/yyyyy')) zip.write('../../yy', at);

    expect(await ingest(zip)).toMatchObject([{ document: null, code: 'bag.bad-path' }]);
  });

  test('when it was not copied whole, wherever it was cut', async () => {
    const zip = await packed(packedDocument().files);

    for (const length of [zip.length - 1, zip.length - 200, 100]) {
      expect(await ingest(zip.subarray(0, length))).toMatchObject([{ document: null, code: 'bag.broken' }]);
    }
  });

  test('when a file in it is packed by a method that is not read, and says which', async () => {
    const zip = await packed(packedDocument().files);
    for (let at = zip.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4, 'latin1')) {
      zip.writeUInt16LE(9, at + 10);
    }

    expect(await ingest(zip)).toMatchObject([
      { document: null, code: 'bag.unread-packing', details: { path: expect.stringContaining('goi/data/') } },
    ]);
  });

  test('when the list of its files would fill the memory', async () => {
    const zip = new ZipFile();
    const withMuchToSay = { compress: false, fileComment: 'x'.repeat(65_000) };
    for (let file = 0; file < 1_700; file += 1) zip.addBuffer(Buffer.alloc(0), `goi/data/${file}`, withMuchToSay);
    zip.addBuffer(Buffer.from(BAG_DECLARATION), 'goi/bagit.txt');
    zip.end();

    expect(await ingest(Buffer.from(await buffer(zip.outputStream as NodeJS.ReadableStream)))).toMatchObject([
      { document: null, code: 'bag.too-large' },
    ]);
  });

  test('when files of it are to be fetched from elsewhere: nothing is', async () => {
    const given = packedDocument();
    const { manifest } = payloadPaths(given.id);
    const spoil = (files: PackedFiles) =>
      files.set('fetch.txt', Buffer.from(`http://127.0.0.1:9/ 10 ${manifest}\n`)).delete(manifest);

    expect(await ingest(await packed(given.files, { spoil }))).toMatchObject([
      { document: null, code: 'bag.file-elsewhere', details: { path: manifest } },
    ]);
  });

  const forged: readonly (readonly [what: string, forge: (given: PackedDocument) => object])[] = [
    ['a time of receipt that is none', ({ kept }) => ({ record: { ...kept, receivedAt: 'hôm qua' } })],
    ['a time of publishing that is none', ({ manifest }) => ({ manifest: { ...manifest, publishedAt: '2026' } })],
    ['a revision no catalogue counts to', ({ manifest }) => ({ manifest: { ...manifest, revision: 2 ** 40 } })],
    ['a version no catalogue counts to', ({ kept }) => ({ record: { ...kept, recordVersion: 2 ** 40 } })],
    ['a label no catalogue can keep', ({ manifest }) => ({ manifest: withPage(manifest, { label: 'a\0b' }) })],
    ['a page that was read otherwise', ({ manifest }) => ({ manifest: withPage(manifest, { state: 'blank' }) })],
    ['text to learn from that is not', ({ manifest }) => ({ manifest: withPage(manifest, { isTrusted: true }) })],
  ];
  test.each(forged)('when a document in it has %s: the file is named', async (_what, forge) => {
    const given = packedDocument();
    const paths = payloadPaths(given.id);
    for (const [name, told] of Object.entries(forge(given))) {
      given.files.set(paths[name as 'record' | 'manifest'], Buffer.from(JSON.stringify(told)));
    }

    const entries = await ingest(await packed(given.files));

    expect(entries).toMatchObject([
      { document: null, code: 'bag.bad-document', details: { id: given.id, path: expect.stringMatching(/json$/) } },
    ]);
    expect(await allOf(library.store.list('documents/'))).toEqual([]);
  });

  test.each([
    [
      'a page’s picture is no picture',
      (given: PackedDocument) => revisionPath(given.manifest, keys.image(revisionOf(given), 0)),
    ],
    ['a page’s text is none', (given: PackedDocument) => revisionPath(given.manifest, keys.text(revisionOf(given), 0))],
  ])('when %s, however right its checksums are', async (_what, pathOf) => {
    const given = packedDocument();
    const path = pathOf(given);
    const [was, is] = [given.files.get(path) as Buffer, Buffer.from('{"version":1}')];
    const manifest = (given.files.get(payloadPaths(given.id).manifest) as Buffer)
      .toString()
      .replace(sha256(was), sha256(is))
      .replace(`${sha256(is)}","sizeBytes":${was.length}`, `${sha256(is)}","sizeBytes":${is.length}`);
    given.files.set(path, is).set(payloadPaths(given.id).manifest, Buffer.from(manifest));

    expect(await ingest(await packed(given.files))).toMatchObject([{ document: null, code: 'bag.bad-document' }]);
    expect(await allOf(library.store.list('documents/'))).toEqual([]);
  });
});

const withPage = (manifest: Manifest, page: object) => ({
  ...manifest,
  pages: [{ ...manifest.pages[0], ...page }, ...manifest.pages.slice(1)],
});

const revisionOf = ({ id, manifest }: PackedDocument) => ({ documentId: id, number: manifest.revision });

async function ingest(zip: Buffer): Promise<readonly (TakenFile | PassedOver)[]> {
  const path = join(library.folder, 'goi.zip');
  await writeFile(path, zip);
  return allOf(library.service.ingestPaths({ paths: [path], who: 'Lan' }));
}

async function expectHere(given: PackedDocument): Promise<void> {
  const { id, kept, manifest, files } = given;
  const document = await library.catalogue.document(id);
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
  expect(await readManifest(await library.store.read(keys.manifest(revisionOf(given))))).toEqual(manifest);
  for (const { key } of [...manifest.pages.flatMap((page) => page.files), manifest.pdf]) {
    expect(Buffer.from(await library.store.get(key))).toEqual(files.get(revisionPath(manifest, key)));
  }
  for (const { checksum } of kept.originals) expect(await library.store.has(keys.original(checksum))).toBe(true);
  const pages = await library.catalogue.pages(revisionOf(given));
  expect(pages.map(({ state, label }) => [state, label])).toEqual([
    ['read', '1'],
    ['unreadable', '2'],
  ]);
}
