import { buffer } from 'node:stream/consumers';
import { keys, type Manifest } from '@diachi/domain';
import { BAG_DECLARATION, payloadPaths, revisionPath } from '@diachi/preservation';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { allOf } from '../testing/all-of.ts';
import { libraryOfBags } from '../testing/library-of-bags.ts';
import {
  type PackedDocument,
  type PackedFiles,
  type Packing,
  packed,
  packedDocument,
} from '../testing/packed-document.ts';
import { sha256 } from '../testing/send-file.ts';

const { here, ingest } = libraryOfBags();

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
    expect(await allOf(here().store.list('documents/'))).toEqual([]);
    expect(await allOf(here().store.list('originals/'))).toEqual([]);
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
    expect(await allOf(here().store.list('documents/'))).toEqual([]);
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
    expect(await allOf(here().store.list('documents/'))).toEqual([]);
  });
});

const withPage = (manifest: Manifest, page: object) => ({
  ...manifest,
  pages: [{ ...manifest.pages[0], ...page }, ...manifest.pages.slice(1)],
});

const revisionOf = ({ id, manifest }: PackedDocument) => ({ documentId: id, number: manifest.revision });
