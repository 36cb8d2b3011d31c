import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import {
  type DocumentId,
  type DocumentRecord,
  type KeptRecord,
  keys,
  type Manifest,
  type ManifestFile,
  manifestText,
  parseChecksum,
  parseRecord,
  THUMBNAIL_WIDTHS_PX,
} from '@diachi/domain';
import { type PageText, pageOutcome } from '@diachi/page-text';
import {
  BAG_DECLARATION,
  originalPath,
  payloadOxum,
  payloadPaths,
  revisionPath,
  writeBagInfo,
  writeBagManifest,
} from '@diachi/preservation';
import { ZipFile } from 'yazl';
import { nameDocument } from '../name-document.ts';
import { jpeg, pdf } from './send-file.ts';

export type PackedFiles = Map<string, Buffer>;

export type PackedDocument = {
  readonly id: DocumentId;
  readonly kept: KeptRecord;
  readonly manifest: Manifest;
  /** What lies in `data/`, by its paths. */
  readonly files: PackedFiles;
};

const sumOf = (method: string, bytes: Buffer) => createHash(method).update(bytes).digest('hex');

/** A document of two originals and two pages, one of which nobody could read, as a library packs it. */
export function packedDocument(mark = 'a', changes: Partial<DocumentRecord> = {}): PackedDocument {
  const files: PackedFiles = new Map();
  const sources = [pdf(`${mark} 1`), jpeg(`${mark} 2`)] as const;
  const originals = sources.map((bytes, place) => ({
    checksum: parseChecksum(sumOf('sha256', bytes)),
    fileName: `${mark} ${place + 1}`,
    sizeBytes: bytes.length,
    type: place === 0 ? ('application/pdf' as const) : ('image/jpeg' as const),
  }));
  const id = nameDocument(originals.map(({ checksum }) => checksum));
  for (const [place, original] of originals.entries()) files.set(originalPath(id, original), sources[place] as Buffer);

  const revision = { documentId: id, number: 3 };
  const empty = { documentId: id, revision: 3, pages: [] } as unknown as Manifest;
  const made = (key: string, bytes: Buffer, manifest = empty): ManifestFile => {
    files.set(revisionPath(manifest, key), bytes);
    return { key, checksum: parseChecksum(sumOf('sha256', bytes)), sizeBytes: bytes.length };
  };
  const image = { widthPx: 1_000, heightPx: 1_500, type: 'image/jpeg', dpi: 150 } as const;
  const texts: readonly PageText[] = [readText(image), unreadable];
  const pages = texts.map((text, page) => {
    const outline = {
      ...empty,
      pages: texts.map((one, at) => ({ page: at, image: one.image })),
    } as unknown as Manifest;
    const pictures = text.image
      ? [
          made(keys.image(revision, page), jpeg(`image of ${mark} ${page}`), outline),
          ...THUMBNAIL_WIDTHS_PX.map((widthPx) =>
            made(keys.thumbnail(revision, page, widthPx), Buffer.from(`RIFF1234WEBP${mark} ${page} ${widthPx}`)),
          ),
        ]
      : [];
    const textFile = made(keys.text(revision, page), Buffer.from(JSON.stringify(text)));
    return { page, label: `${page + 1}`, ...pageOutcome(text), image: text.image, files: [textFile, ...pictures] };
  });
  const record = parseRecord({ title: `Gói ${mark}`, library: 'tinh', language: 'vie', ...changes });
  const manifest: Manifest = {
    version: 1,
    documentId: id,
    revision: 3,
    record,
    originals,
    pages,
    pdf: made(keys.pdf(revision), pdf(`${mark} searchable`)),
    publishedAt: '2026-11-20T00:00:00.000Z',
  };
  const kept: KeptRecord = {
    version: 1,
    documentId: id,
    record,
    recordVersion: 4,
    originals,
    receivedAt: '2026-11-01T00:00:00.000Z',
    changedAt: '2026-11-21T02:03:04.005Z',
  };
  files.set(payloadPaths(id).record, Buffer.from(JSON.stringify(kept)));
  files.set(payloadPaths(id).manifest, Buffer.from([...manifestText(manifest)].join('')));
  return { id, kept, manifest, files };
}

const engine = { name: 'none', version: '1', model: '', settings: {} } as const;
const reading = { version: 1, engine, treatments: [], look: null } as const;

const readText = (image: PageText['image']): PageText => {
  const box = { x: 100, y: 100, width: 90, height: 40 };
  const words = [{ text: 'Điện', box, confidence: 0.9, line: 0, block: 0 }];
  return {
    ...reading,
    kind: 'read',
    image,
    words,
    blocks: [],
    furtherEngines: [],
    expectedError: null,
    damage: null,
  } as PageText;
};

const unreadable: PageText = {
  ...reading,
  kind: 'unreadable',
  image: null,
  reason: { kind: 'invalid', code: 'image.damaged', message: 'Damaged.', details: {} },
};

export type Packing = {
  readonly folder?: string;
  /** Changes what is packed after the lists were written. */
  readonly spoil?: (files: PackedFiles) => void;
  /** More entries as they stand in the ZIP, beside the bag's own. */
  readonly beside?: readonly (readonly [path: string, bytes: Buffer, mode?: number])[];
  readonly algorithm?: 'sha256' | 'sha512' | 'sha1' | 'md5';
  /** Further lines of bag-info.txt. */
  readonly info?: readonly (readonly [name: string, value: string])[];
};

/** A whole bag in a ZIP. */
export async function packed(payload: PackedFiles, packing: Packing = {}): Promise<Buffer<ArrayBuffer>> {
  const { folder = 'goi/', algorithm = 'sha512', spoil = () => undefined, beside = [], info = [] } = packing;
  const sums = (files: PackedFiles) => new Map([...files].map(([path, bytes]) => [path, sumOf(algorithm, bytes)]));
  const bytes = [...payload.values()].reduce((sum, { length }) => sum + length, 0);
  const tags: PackedFiles = new Map([
    ['bagit.txt', Buffer.from(BAG_DECLARATION)],
    ['bag-info.txt', Buffer.from(writeBagInfo([...info, ['Payload-Oxum', payloadOxum(bytes, payload.size)]]))],
    [`manifest-${algorithm}.txt`, Buffer.from(writeBagManifest(sums(payload)))],
  ]);
  const files: PackedFiles = new Map([...payload, ...tags]);
  files.set(`tagmanifest-${algorithm}.txt`, Buffer.from(writeBagManifest(sums(tags))));
  spoil(files);
  const zip = new ZipFile();
  for (const [path, content] of files) zip.addBuffer(content, folder + path);
  for (const [path, content, mode] of beside) zip.addBuffer(content, path, mode === undefined ? {} : { mode });
  zip.end();
  return Buffer.from(await buffer(zip.outputStream as NodeJS.ReadableStream));
}
