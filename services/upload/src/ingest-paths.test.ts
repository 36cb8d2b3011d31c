import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@diachi/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PassedOver, TakenFile } from './taken-file.ts';
import { allOf } from './testing/all-of.ts';
import { call, jpeg, pdf } from './testing/send-file.ts';
import { OPERATOR, openLibrary, removeFolder, type TemporaryLibrary } from './testing/temporary-library.ts';

let library: TemporaryLibrary;
let scans: string;

beforeEach(async () => {
  library = await openLibrary({ works: false, limits: { maxFileBytes: 1_000 } });
  scans = join(library.folder, 'scans');
  await mkdir(scans);
});

afterEach(async () => {
  await library.stop();
  await removeFolder(library.folder);
});

test("a folder's images are one document called as the folder, a PDF in it and a folder below are others", async () => {
  await lay('Sổ địa chính/page-10.jpg', jpeg('10'));
  await lay('Sổ địa chính/page-2.jpg', jpeg('2'));
  await lay('Sổ địa chính/index.pdf', pdf('index'));
  await lay('Sổ địa chính/maps/1.jpg', jpeg('map'));

  const entries = await ingest({ paths: [join(scans, 'Sổ địa chính')] });

  expect(new Set(entries.map(({ document }) => document)).size).toBe(3);
  const { documents } = await library.catalogue.documents({}, { limit: 9 });
  expect(
    documents.map(({ record, originals }) => [record.title, originals.map(({ fileName }) => fileName)]).toSorted(),
  ).toEqual([
    ['Index', ['index.pdf']],
    ['Maps', ['1.jpg']],
    ['Sổ địa chính', ['page-2.jpg', 'page-10.jpg']],
  ]);
});

test('named files are a document each, or one when they are joined', async () => {
  const paths = [await lay('b.jpg', jpeg('b')), await lay('a.pdf', pdf('a'))];

  const each = await ingest({ paths });
  const joined = await ingest({ paths, together: true, record: { title: 'Cả hai' } });

  expect(new Set(each.map(({ document }) => document)).size).toBe(2);
  expect(new Set(joined.map(({ document }) => document)).size).toBe(1);
  const document = await library.catalogue.documents({}, { limit: 1 });
  expect(document.documents[0]).toMatchObject({
    record: { title: 'Cả hai' },
    originals: [{ fileName: 'a.pdf' }, { fileName: 'b.jpg' }],
  });
});

test("the library's own data is never taken in, by whichever way one comes to it", async () => {
  await library.store.put('documents/x/page.jpg', jpeg('ours'), 'image/jpeg');
  await lay('box/1.jpg', jpeg('1'));
  const store = join(library.folder, 'store');
  await symlink(store, join(library.folder, 'way-round'));

  const around = await ingest({ paths: [library.folder] });
  const inside = await ingest({ paths: [store, join(store, 'documents'), join(library.folder, 'way-round')] });

  const told = around.map(({ file, code }) => [file.slice(library.folder.length + 1), code]);
  expect(told).toContainEqual(['store', 'source.own-data']);
  expect(told).toContainEqual(['scans/box/1.jpg', undefined]);
  expect(told.filter(([file]) => String(file).startsWith('store/'))).toEqual([]);
  expect(inside.map(({ code }) => code)).toEqual(['source.own-data', 'source.own-data', 'source.own-data']);
});

test('a file there was no room for is told to be sent again, for nothing goes on with it by itself', async () => {
  const full = async () => {
    throw new Failure('unavailable', 'store.full', 'The disk is full.');
  };
  const path = await lay('1.jpg', jpeg('1'));
  const put = library.store.putFile;
  Object.assign(library.store, { putFile: full });

  const refused = await ingest({ paths: [path] });
  Object.assign(library.store, { putFile: put });
  const taken = await ingest({ paths: [path] });

  expect(refused).toMatchObject([{ document: null, state: 'failed', code: 'upload.no-room' }]);
  expect(taken).toMatchObject([{ document: expect.any(String), state: 'received' }]);
});

test('a name that is not written in Unicode is told, and the others are taken', async () => {
  await lay('box/1.jpg', jpeg('1'));
  await writeFile(
    Buffer.concat([Buffer.from(`${scans}/box/`), Buffer.from([0xb5, 0xfe]), Buffer.from('.jpg')]),
    jpeg('2'),
  );

  const entries = await ingest({ paths: [join(scans, 'box')] });

  expect(entries.map(({ code }) => code)).toEqual(['source.bad-name', undefined]);
});

test("a folder's images are a document each when they are separated", async () => {
  await lay('roll/1.jpg', jpeg('1'));
  await lay('roll/2.jpg', jpeg('2'));

  const entries = await ingest({ paths: [join(scans, 'roll')], each: true });

  expect(new Set(entries.map(({ document }) => document)).size).toBe(2);
});

test('what cannot be taken is told with its reason, and keeps nothing else out', async () => {
  await lay('box/.DS_Store', Buffer.from('x'));
  await lay('box/Thumbs.db', Buffer.from('x'));
  await lay('box/1.jpg', jpeg('1'));
  await lay('box/2.jpg', Buffer.alloc(0));
  await lay('box/3.jpg', jpeg('x'.repeat(1_000)));
  await lay('box/4.txt', Buffer.from('words'));
  await lay('box/5.pdf', Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`));
  await lay('box/7.zip', Buffer.from('PK\x03\x04 cut'));
  await lay('box/README', Buffer.alloc(0));
  await symlink('nowhere', join(scans, 'box', '6.jpg'));
  await symlink('..', join(scans, 'box', 'round'));

  const entries = await ingest({ paths: [join(scans, 'box'), join(scans, 'absent.jpg')] });

  const told = entries.map(({ file, state, code }) => [file.slice(scans.length + 1), state, code]);
  expect(told.toSorted()).toEqual([
    ['absent.jpg', 'refused', 'source.missing'],
    ['box/1.jpg', 'received', undefined],
    ['box/2.jpg', 'refused', 'upload.empty'],
    ['box/3.jpg', 'refused', 'upload.too-large'],
    ['box/5.pdf', 'refused', 'upload.foreign-file'],
    ['box/6.jpg', 'refused', 'source.missing'],
    // It may have been a package.
    ['box/7.zip', 'refused', 'bag.broken'],
  ]);
  expect(passedOver.map((file) => file.slice(scans.length + 1))).toEqual(['box/4.txt', 'box/README']);
});

test('the source is only read, no copy is left, and the same again is told so', async () => {
  const path = await lay('a.jpg', jpeg('a'));

  const [first] = await ingest({ paths: [path] });
  const [second] = await ingest({ paths: [path] });

  expect(first).toMatchObject({ isNew: true, state: 'received', pages: null });
  expect(second).toMatchObject({ isNew: false, document: first?.document, code: 'upload.already-there' });
  expect(await readdir(scans)).toEqual(['a.jpg']);
  expect(await readdir(join(library.folder, 'incoming', 'copies'))).toEqual([]);
});

test('a member library the command line names for the first time is added; a code nobody could type is refused', async () => {
  const path = await lay('mường tè.jpg', jpeg('m'));
  const operator = { Authorization: `Bearer ${OPERATOR}` };
  const ingest = (code: string) =>
    call(library, operator, 'POST', '/api/ingest', { paths: [path], record: { library: code } });

  const refused = await ingest('Mường Tè');
  const taken = await ingest('muong-te');

  expect(refused.status).toBe(400);
  expect(taken.status).toBe(200);
  expect(await taken.text()).toContain('"newLibrary":"muong-te"');
  expect((await library.catalogue.libraries()).map(({ code }) => code)).toContain('muong-te');
  expect(await refused.json()).toMatchObject({ code: 'library.bad-code' });
});

test('a mistyped member library is not added for a file that is refused or known already', async () => {
  const known = await lay('known.jpg', jpeg('known'));
  const bad = await lay('bad.jpg', Buffer.from('words'));
  await ingest({ paths: [known] });

  const entries = await ingest({ paths: [known, bad], record: { library: 'muong-ta' } });

  expect(entries.map(({ code }) => code)).toEqual(['upload.already-there', 'upload.not-supported']);
  expect((await library.catalogue.libraries()).map(({ code }) => code)).toEqual(['tinh']);
});

test.each([
  [{ date: '19xx-13' }, 'date.not-edtf'],
  [{ language: 'vi' }, 'record.bad-language'],
  [{ language: 'vie+xyz' }, 'record.language-unreadable'],
  [{ kind: 'nope' }, 'record.bad-kind'],
  [{ title: 'a'.repeat(501) }, 'record.bad-title'],
])('what is said of the documents is looked at before any of them: %o', async (record, code) => {
  const path = await lay('a.jpg', jpeg('a'));
  const operator = { Authorization: `Bearer ${OPERATOR}` };

  const answer = await call(library, operator, 'POST', '/api/ingest', { paths: [path], record });

  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, code]);
  expect((await library.catalogue.documents({}, { limit: 9 })).documents).toEqual([]);
});

test('a file that is named is looked at even when it is hidden', async () => {
  const entries = await ingest({ paths: [await lay('.an.jpg', jpeg('a')), await lay('.b', Buffer.from('x'))] });

  expect(entries.map(({ state, code }) => [state, code])).toEqual([
    ['received', undefined],
    ['refused', 'upload.not-supported'],
  ]);
});

test('a folder without a scan is said, however it comes to have none', async () => {
  await mkdir(join(scans, 'empty'));
  await lay('notes/below/README.txt', Buffer.from('words'));
  const paths = [join(scans, 'empty'), join(scans, 'notes')];

  const entries = await ingest({ paths });

  expect(entries.map(({ file, state, code }) => [file, state, code])).toEqual(
    paths.map((path) => [path, 'refused', 'source.no-scans']),
  );
});

test('files are taken in the order in which they and their folders are named', async () => {
  await lay('b/2.jpg', jpeg('b2'));
  await lay('b/10.jpg', jpeg('b10'));
  const paths = [
    await lay('z.jpg', jpeg('z')),
    join(scans, 'nowhere'),
    join(scans, 'b'),
    await lay('a.jpg', jpeg('a')),
  ];

  const entries = await ingest({ paths });

  const names = ['z.jpg', 'nowhere', 'b/2.jpg', 'b/10.jpg', 'a.jpg'];
  expect(entries.map(({ file }) => file)).toEqual(names.map((name) => join(scans, name)));
});

test('the only document of a folder is called as the folder, but not when more lie below', async () => {
  await lay('Báo cáo 1954/scan0001.pdf', pdf('1'));
  await lay('Báo cáo 1954/notes.txt', Buffer.from('words'));
  await lay('hộp/scan0002.pdf', pdf('2'));
  await lay('hộp/maps/1.jpg', jpeg('map'));

  await ingest({ paths: [join(scans, 'Báo cáo 1954'), join(scans, 'hộp')] });

  const { documents } = await library.catalogue.documents({}, { limit: 9 });
  expect(documents.map(({ record }) => record.title).toSorted()).toEqual(['Báo cáo 1954', 'Maps', 'Scan0002']);
});

test('the command line is answered a line for each file and an end; nobody else may ask', async () => {
  const path = await lay('a.jpg', jpeg('a'));
  const operator = { Authorization: `Bearer ${OPERATOR}` };

  const answer = await call(library, operator, 'POST', '/api/ingest', { paths: [path] });
  const admin = await call(library, await library.signIn('minh', 'admin'), 'POST', '/api/ingest', { paths: [path] });
  const relative = await call(library, operator, 'POST', '/api/ingest', { paths: ['a.jpg'] });

  const lines = (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([expect.objectContaining({ file: path, state: 'received' }), { end: true }]);
  expect([admin.status, relative.status]).toEqual([403, 400]);
});

async function lay(name: string, bytes: Buffer): Promise<string> {
  const path = join(scans, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, bytes);
  return path;
}

let passedOver: string[];

/** What was taken or refused; what was neither is in `passedOver`. */
async function ingest(options: {
  paths: string[];
  together?: boolean;
  each?: boolean;
  record?: { title?: string; library?: string };
}): Promise<TakenFile[]> {
  const all = await allOf<TakenFile | PassedOver>(library.service.ingestPaths({ ...options, who: 'operator' }));
  passedOver = all.flatMap((entry) => ('isPassedOver' in entry ? [entry.file] : []));
  return all.filter((entry) => 'document' in entry);
}
