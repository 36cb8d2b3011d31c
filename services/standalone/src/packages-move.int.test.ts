import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { keys, parseDocumentId, parseManifest, parseRecord } from '@diachi/domain';
import { EXIT } from '@diachi/process';
import { createFileObjectStore } from '@diachi/store-files';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogueFile, storeFolder } from './prepare-data-folder.ts';
import { runProgram } from './run-program.ts';

const strip = join(import.meta.dirname, '..', '..', '..', 'test', 'fixtures', 'strips', '05.jpg');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diachi-packages-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a described document with a page nobody can read, one without a word and bookmarks goes to another library in a package, and nothing of it is lost', {
  timeout: 240_000,
}, async () => {
  const id = await describedDocument();
  const bags = join(folder, 'bags');

  expect((await diachi('here', 'export', '--bag', bags)).code).toBe(EXIT.done);
  const [bag = ''] = await readdir(bags);
  const taken = await diachi('there', 'ingest', join(bags, bag), '--json');

  expect(taken).toMatchObject({ code: EXIT.done });
  expect(JSON.parse(taken.out)).toMatchObject([{ document: id, state: 'published', pages: 4 }]);
  const [here, there] = [await everythingOf('here', id), await everythingOf('there', id)];
  expect(Object.keys(there.files).length).toBeGreaterThan(15);
  expect(there.files).toEqual(here.files);
  expect(there.manifest).toEqual(here.manifest);
  expect(there.pages).toEqual(here.pages);
  expect(there.document).toEqual({ ...here.document, isIndexed: true });
  expect(new Set(there.pages.map(({ state }) => state))).toEqual(new Set(['read', 'blank', 'unreadable']));
  expect(there.bookmarks).toContain('Chương một');
  const [bagHere, bagThere] = [await bagOf('here', id), await bagOf('there', id)];
  for (const name of ['mets.xml', 'record/mods.xml', 'record/marc.xml', 'record/dc.xml', 'record/schema.jsonld']) {
    const [toldHere, toldThere] = [await toldIn(bagHere, name), await toldIn(bagThere, name)];
    expect(toldHere).toContain(id);
    expect(toldThere.split('>'), name).toEqual(toldHere.split('>'));
  }

  const again = await diachi('there', 'ingest', join(bags, bag), '--json');
  expect(JSON.parse(again.out)).toMatchObject([{ document: id, state: 'published' }]);
  expect((await everythingOf('there', id)).files).toEqual(here.files);
  const found = await diachi('there', 'search', 'quan triet', '--json');
  expect(JSON.parse(found.out)).toMatchObject({ total: 1, hits: [{ document: id, title: 'Sổ tay chép tay' }] });
});

test('every file is verified, a bit that turned in an original is found, and the package heals it', {
  timeout: 120_000,
}, async () => {
  const [bag = ''] = await readdir(join(folder, 'bags'));
  const id = parseDocumentId(bag.slice('diachi-'.length, -'.zip'.length));
  const verify = async () => {
    const { code, out } = await diachi('there', 'verify', '--mb-per-second', '0', '--json');
    return { code, verified: JSON.parse(out) as { problems: { code: string }[]; counts: object } };
  };
  const { document } = await everythingOf('there', id);
  const key = keys.original(document.originals[0]?.checksum ?? ('' as never));

  const whole = await verify();
  const store = await createFileObjectStore({ folder: storeFolder(join(folder, 'there')) });
  const bytes = Buffer.from(await store.get(key));
  bytes.writeUInt8((bytes[40] ?? 0) ^ 1, 40);
  await store.put(key, bytes, 'application/pdf');
  await store.close();
  const damaged = await verify();
  await diachi('there', 'ingest', join(folder, 'bags', bag));
  const healed = await verify();

  expect(whole).toMatchObject({ code: EXIT.done, verified: { problems: [], counts: { documents: 1 } } });
  expect(damaged).toMatchObject({
    code: EXIT.refused,
    verified: { problems: [{ code: 'inspection.original-damaged' }] },
  });
  expect(healed).toMatchObject({ code: EXIT.done, verified: { problems: [] } });
});

/** Four originals, and a record with something in every field that an archivist has changed once. */
async function describedDocument() {
  const [blank, broken] = [join(folder, '8.pdf'), join(folder, '9.jpg')];
  await writeFile(blank, bookmarkedPdf());
  await writeFile(broken, Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(600, 7)]));
  const ingested = await diachi('here', 'ingest', strip, blank, broken, '--together', '--title', 'Sổ tay', '--json');
  const [entry] = JSON.parse(ingested.out) as { document: string }[];
  const id = parseDocumentId(entry?.document);

  const catalogue = await createSqliteCatalogue({ path: catalogueFile(join(folder, 'here')) });
  const { record, recordVersion } = await catalogue.document(id);
  const fields = {
    ...record,
    title: 'Sổ tay chép tay',
    englishTitle: 'A notebook',
    otherTitle: 'Sổ tay Điện Biên',
    collection: 'Tư liệu',
    kind: 'manuscript',
    date: '1954~',
    creators: [{ name: 'Lò Văn Hặc', part: 'author' }],
    subjects: ['Người Thái'],
    places: ['Điện Biên'],
    summary: 'Ghi chép.',
    englishSummary: 'Notes.',
    publisher: 'Không rõ',
    publicationPlace: 'Lai Châu',
    series: 'Sổ tay, tập 1',
    extent: '3 tr.',
    note: 'Rách góc',
    callNumber: 'ĐB 1',
    licence: 'cc-by',
    access: 'no-download',
    rightsHolder: 'Thư viện tỉnh',
  };
  await catalogue.changeRecord(id, parseRecord(fields), recordVersion);
  await catalogue.close();
  return id;
}

async function everythingOf(name: string, id: ReturnType<typeof parseDocumentId>) {
  const store = await createFileObjectStore({ folder: storeFolder(join(folder, name)) });
  const catalogue = await createSqliteCatalogue({ path: catalogueFile(join(folder, name)) });
  const document = await catalogue.document(id);
  const revision = { documentId: id, number: document.publishedRevision };
  const manifest = parseManifest(await store.get(keys.manifest(revision)));
  const named = [...manifest.pages.flatMap(({ files }) => files), manifest.pdf].map(({ key }) => key);
  const all = [...named, keys.pageList(revision)].concat(
    document.originals.map(({ checksum }) => keys.original(checksum)),
  );
  const files: Record<string, string> = {};
  for (const key of all) files[key] = Buffer.from(await store.get(key)).toString('base64');
  const bookmarks = Buffer.from(await store.get(keys.pageList(revision))).toString();
  const pages = await catalogue.pages(revision);
  await catalogue.close();
  await store.close();
  return { document, pages, files, bookmarks, manifest };
}

async function bagOf(name: string, id: string) {
  const bags = join(folder, `bags-of-${name}`);
  await diachi(name, 'export', '--bag', bags, id);
  return { path: join(bags, `diachi-${id}.zip`), data: `diachi-${id}/data/${id}` };
}

/** A file of the package, without what differs by right: where the library is. */
async function toldIn({ path, data }: { path: string; data: string }, name: string): Promise<string> {
  const { stdout } = await unzipped(path, `${data}/${name}`);
  return stdout.replaceAll(/http:\/\/[^/"<\s]+/g, 'http://x');
}

const unzipped = (path: string, entry: string) =>
  promisify(execFile)('unzip', ['-p', path, entry], { maxBuffer: 100_000_000 });

/** Two empty pages, and a heading that leads to the second. */
function bookmarkedPdf(): Buffer {
  const title = Buffer.from('\uFEFFChương một', 'utf16le').swap16().toString('hex');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>',
    '<< /Type /Outlines /First 6 0 R /Last 6 0 R /Count 1 >>',
    `<< /Title <${title}> /Parent 5 0 R /Dest [4 0 R /Fit] >>`,
  ];
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, place) => {
    const at = text.length;
    text += `${place + 1} 0 obj\n${object}\nendobj\n`;
    return String(at).padStart(10, '0');
  });
  const start = text.length;
  text += `xref\n0 7\n0000000000 65535 f \n${offsets.map((at) => `${at} 00000 n \n`).join('')}`;
  return Buffer.from(`${text}trailer << /Size 7 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
}

async function diachi(name: string, ...args: string[]) {
  let out = '';
  const collecting = (take: (text: string) => void) =>
    new Writable({
      write(chunk, _encoding, done) {
        take(String(chunk));
        done();
      },
    }) as unknown as NodeJS.WriteStream;
  let said = '';
  const code = await runProgram({
    args,
    env: { DIACHI_DATA: join(folder, name), WORKERS: '1' },
    process: Object.assign(Object.create(process) as NodeJS.Process, { on: () => process, channel: undefined }),
    stdout: collecting((text) => {
      out += text;
    }),
    stderr: collecting((text) => {
      said += text;
    }),
  });
  return { code, out, said };
}
