import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import {
  type AccessLevel,
  type Document,
  type DocumentId,
  keys,
  type Manifest,
  type ManifestFile,
  parseChecksum,
  parseDocumentId,
  parseLibraryCode,
  parseRecord,
  type Rights,
  THUMBNAIL_WIDTHS_PX,
} from '@diachi/domain';
import { type PageText, pageOutcome } from '@diachi/page-text';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { createFileObjectStore } from '@diachi/store-files';
import sharp from 'sharp';
import { catalogueFile, storeFolder } from '../../services/standalone/src/prepare-data-folder.ts';

/** A document everything of which is marked: whoever finds a mark in an answer knows what of the document it shows. */
export type MarkedDocument = {
  readonly name: string;
  readonly id: DocumentId;
  readonly document: Document;
  /** What is to be looked for to find it; whoever asks for it has said it. */
  readonly asked: readonly string[];
  /** By the right that is needed to see them; `desk` is for those who work on documents. */
  readonly marks: Readonly<Record<keyof Rights | 'desk', readonly string[]>>;
};

export const HOME = parseLibraryCode('muong-te');
export const ELSEWHERE = parseLibraryCode('tinh');

const PAGES = 2;
const WIDTH_PX = 1_700;
const HEIGHT_PX = 2_400;

type Described = {
  readonly name: string;
  readonly access: AccessLevel;
  readonly embargoUntil?: string;
  readonly isHidden?: boolean;
};

/** Names are letters only: they stand in the middle of words that are looked for. */
const documents: readonly Described[] = [
  { name: 'moizz', access: 'open' },
  { name: 'doctaichozz', access: 'no-download' },
  { name: 'xemtruoczz', access: 'preview' },
  { name: 'thanhvienzz', access: 'members' },
  { name: 'bieughizz', access: 'record' },
  { name: 'dongzz', access: 'closed' },
  { name: 'chozz', access: 'open', embargoUntil: '9999-01-01' },
  { name: 'chothanhvienzz', access: 'members', embargoUntil: '9999-01-01' },
  { name: 'chodongzz', access: 'closed', embargoUntil: '9999-01-01' },
  { name: 'chuacongbozz', access: 'open', isHidden: true },
];

/** Fills a data folder that nobody has open with documents of every access level, and people of two libraries who are signed in. */
export async function fillMarkedLibrary(folder: string): Promise<readonly MarkedDocument[]> {
  await mkdir(storeFolder(folder), { recursive: true });
  const catalogue = await createSqliteCatalogue({ path: catalogueFile(folder) });
  const store = await createFileObjectStore({ folder: storeFolder(folder) });
  try {
    await catalogue.putLibrary({ code: HOME, name: 'Thư viện Mường Tè' });
    await catalogue.putLibrary({ code: ELSEWHERE, name: 'Thư viện tỉnh' });
    const marked: MarkedDocument[] = [];
    for (const described of documents) marked.push(await addMarked(catalogue, store, described));
    await signIn(catalogue, 'home', HOME);
    await signIn(catalogue, 'elsewhere', ELSEWHERE);
    return marked;
  } finally {
    await store.close();
    await catalogue.close();
  }
}

/** What a member's browser sends. */
export const cookieOf = (name: string) => `diachi_session=${tokenOf(name)}`;

const tokenOf = (name: string) => createHash('sha256').update(name).digest('base64url');

async function signIn({ people }: Catalogue, name: string, library: typeof HOME): Promise<void> {
  const { id } = await people.add({ name, role: 'member', library });
  const tokenHash = createHash('sha256').update(tokenOf(name)).digest('hex');
  await people.openSession({ tokenHash, personId: id, expiresAt: '9999-01-01T00:00:00.000Z' });
}

async function addMarked(catalogue: Catalogue, store: ObjectStore, described: Described): Promise<MarkedDocument> {
  const { name, access, embargoUntil = null, isHidden = false } = described;
  const scan = Buffer.from(`%PDF-1.4 zzgoc${name}`);
  const original = hashOf(scan);
  const id = parseDocumentId(original.slice(0, 16));
  const originals = [
    { checksum: original, fileName: `zztep${name}.pdf`, sizeBytes: scan.length, type: 'application/pdf' as const },
  ];
  const record = parseRecord({
    title: `Zztim${name} zzten${name}`,
    library: HOME,
    // Closed ones stand on a shelf of their own, which is then no shelf at all.
    collection: access === 'closed' || isHidden ? `zzbosuutap${name}` : 'Chung',
    series: access === 'closed' || isHidden ? `zztungthu${name}` : 'Chung',
    kind: 'book',
    date: '1954',
    creators: `zztacgia${name} | issuer`,
    subjects: `zzchude${name}`,
    places: `zzdiadanh${name}`,
    summary: `zztomtat${name}`,
    publisher: `zznxb${name}`,
    access,
    embargoUntil,
  });
  await catalogue.receive({ id, record, originals });
  const revision = { documentId: id, number: 1 };
  const files: ManifestFile[] = [];
  const put = async (key: string, bytes: Buffer, type: string): Promise<ManifestFile> => {
    await store.put(key, bytes, type);
    const file = { key, checksum: hashOf(bytes), sizeBytes: bytes.length };
    files.push(file);
    return file;
  };
  await put(keys.original(original), scan, 'application/pdf');
  const pages = [];
  for (let page = 0; page < PAGES; page += 1) pages.push(await addPage(put, name, { revision, page }));
  const scans = pages.map(({ page, label }) => ({
    page,
    label,
    scanKey: null,
    type: null,
    dpi: null,
    textKey: null,
    blocks: [],
    furtherEngines: [],
    expectedError: null,
    damage: null,
  }));
  const bookmarks = [{ title: `zzmucluc${name}`, page: 0, level: 0 }];
  await put(keys.pageList(revision), json({ pages: scans, bookmarks }), 'application/json');
  const pdf = await put(keys.pdf(revision), Buffer.from(`%PDF-1.7 zzpdf${name}`), 'application/pdf');
  const document = await catalogue.document(id);
  const kept = { version: 1, documentId: id, record, recordVersion: 1, originals, receivedAt: document.receivedAt };
  await put(keys.record(id), json(kept), 'application/json');
  await catalogue.openRevision(revision, pages);
  if (!isHidden) {
    const publishedAt = '2026-11-22T00:00:00.000Z';
    const manifest: Manifest = { version: 1, documentId: id, revision: 1, record, originals, pages, pdf, publishedAt };
    await put(keys.manifest(revision), json(manifest), 'application/json');
    await catalogue.publish(revision, pages);
  }
  return {
    name,
    id,
    document: await catalogue.document(id),
    asked: [`zztim${name}`, `zzhoi${name}`],
    marks: {
      record: ['ten', 'bosuutap', 'tungthu', 'tacgia', 'chude', 'diadanh', 'tomtat', 'nxb']
        .map((mark) => `zz${mark}${name}`)
        .concat(id),
      text: ['chu', 'mucluc', 'nhan'].map((mark) => `zz${mark}${name}`),
      smallImage: [`zzanhnho${name}`],
      fullImage: [`zzanhlon${name}`],
      download: [`zzpdf${name}`, `zzgoc${name}`, original, pdf.checksum],
      desk: [`zztep${name}`],
    },
  };
}

type PageOf = {
  readonly revision: { readonly documentId: DocumentId; readonly number: number };
  readonly page: number;
};
type Put = (key: string, bytes: Buffer, type: string) => Promise<ManifestFile>;

async function addPage(put: Put, name: string, { revision, page }: PageOf) {
  const text = pageText([`zzhoi${name}`, `zzchu${name}`, 'sông', 'Đà']);
  const drawn = sharp({ create: { width: WIDTH_PX, height: HEIGHT_PX, channels: 3, background: '#e8dcc0' } });
  const image = await put(
    keys.image(revision, page),
    withMark(await drawn.clone().jpeg().toBuffer(), `zzanhlon${name}`),
    'image/jpeg',
  );
  const small = [];
  for (const widthPx of THUMBNAIL_WIDTHS_PX) {
    const bytes = await drawn.clone().resize(widthPx).webp().toBuffer();
    const mark = `zzanh${widthPx <= 400 ? 'nho' : 'lon'}${name}`;
    small.push(
      await put(keys.thumbnail(revision, page, widthPx), Buffer.concat([bytes, Buffer.from(mark)]), 'image/webp'),
    );
  }
  const words = await put(keys.text(revision, page), json(text), 'application/json');
  const summary = { page, label: `zznhan${name}${page}`, ...pageOutcome(text) };
  return { ...summary, image: text.image, files: [words, image, ...small] };
}

/** A JPEG with a comment (ITU-T T.81, B.2.4.5), which no picture made from it carries. */
function withMark(jpeg: Buffer, mark: string): Buffer {
  const comment = Buffer.alloc(4 + mark.length);
  comment.writeUInt16BE(0xfffe, 0);
  comment.writeUInt16BE(2 + mark.length, 2);
  comment.write(mark, 4, 'latin1');
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]);
}

const hashOf = (bytes: string | Uint8Array) => parseChecksum(createHash('sha256').update(bytes).digest('hex'));

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

const pageText = (words: readonly string[]): PageText => ({
  version: 1,
  kind: 'read',
  image: { widthPx: WIDTH_PX, heightPx: HEIGHT_PX, type: 'image/jpeg', dpi: 300 },
  engine: { name: 'none', version: '1', model: '', settings: {} },
  treatments: [],
  look: null,
  words: words.map((text, place) => ({
    text,
    box: { x: 300 * place, y: 100, width: 280, height: 40 },
    confidence: 0.9,
    line: 0,
    block: 0,
  })),
  blocks: [],
  furtherEngines: [],
  expectedError: null,
  damage: null,
});
