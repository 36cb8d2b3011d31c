import { parseChecksum } from './checksum.ts';
import { parseDocumentId } from './document-id.ts';
import { Failure } from './failure.ts';
import { countOf, fieldsOf, listOf, oneOf, orNull, textOf, timeOf, wholeOf } from './fields.ts';
import type { Manifest, ManifestFile, ManifestPage, PageImage } from './manifest.ts';
import { pageOutcomeOf, parsePageIndex } from './page.ts';
import { parseOriginal } from './parse-original.ts';
import { parseRecord } from './parse-record.ts';

/** Where the lines of pages begin, at the end of the first line: see `manifestText`. */
const OPENING = '"pages":[';

type PageLines = { readonly folder: string; readonly pages: ManifestPage[]; isOver: boolean };

/**
 * Reads a manifest as it lies in the store: pages in order from 0, every file under its own document.
 * Fails with `manifest.broken`; the cause says where.
 */
export function parseManifest(bytes: Uint8Array): Manifest {
  const parser = createParser();
  parser.take(bytes);
  return parser.finish();
}

/** The same as it comes, piece by piece, so that a thick volume's keeps nobody else waiting. Whatever `pieces` fails with is passed on. */
export async function readManifest(pieces: AsyncIterable<Uint8Array>): Promise<Manifest> {
  const parser = createParser();
  for await (const piece of pieces) parser.take(piece);
  return parser.finish();
}

/** Reads pages that stand a line each as soon as they come, and anything laid out otherwise at the end. */
function createParser() {
  const decoder = new TextDecoder();
  let begun = '';
  let outline = '';
  let lines: PageLines | null = null;

  const takeLine = (line: string) => {
    if (outline === '' && line.endsWith(OPENING)) {
      lines = { folder: folderOf(fieldsOf(JSON.parse(`${line}]}`))), pages: [], isOver: false };
    } else if (lines && !lines.isOver) {
      lines.isOver = line.startsWith(']');
      if (!lines.isOver) return takePage(lines, line);
    }
    outline += `${line}\n`;
  };

  return {
    take: (piece: Uint8Array) =>
      orBroken(() => {
        const taken = decoder.decode(piece, { stream: true }).split('\n');
        taken[0] = begun + (taken[0] ?? '');
        begun = taken.pop() ?? '';
        taken.forEach(takeLine);
      }),
    finish: () =>
      orBroken(() => {
        takeLine(begun + decoder.decode());
        return manifestOf(fieldsOf(JSON.parse(outline)), lines);
      }),
  };
}

function takePage({ pages, folder }: PageLines, line: string): void {
  const json = line.endsWith(',') ? line.slice(0, -1) : line;
  pages.push(pageOf(JSON.parse(json), pages.length, folder));
}

function manifestOf(raw: ReturnType<typeof fieldsOf>, lines: PageLines | null): Manifest {
  if (raw['version'] !== 1) throw new Error('its version is not 1');
  const folder = folderOf(raw);
  if (lines && lines.folder !== folder) throw new Error('it speaks of two documents');
  return {
    version: 1,
    documentId: parseDocumentId(raw['documentId']),
    revision: wholeOf(raw['revision'], 1),
    record: parseRecord(raw['record']),
    originals: listOf(raw['originals'], parseOriginal),
    pages: lines ? lines.pages : listOf(raw['pages'], (page, place) => pageOf(page, place, folder)),
    pdf: fileOf(raw['pdf'], folder),
    publishedAt: timeOf(raw['publishedAt']),
  };
}

const folderOf = (raw: ReturnType<typeof fieldsOf>) => `documents/${parseDocumentId(raw['documentId'])}/`;

function orBroken<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw new Failure('invalid', 'manifest.broken', 'The manifest of a document is damaged; read the document again.', {
      cause,
    });
  }
}

function pageOf(raw: unknown, place: number, folder: string): ManifestPage {
  const page = fieldsOf(raw);
  if (parsePageIndex(page['page']) !== place) throw new Error(`page ${place} is out of order`);
  return {
    page: place,
    label: textOf(page['label']),
    ...pageOutcomeOf(raw),
    image: orNull(page['image'], parsePageImage),
    files: listOf(page['files'], (file) => fileOf(file, folder)),
  };
}

/** Reads what a page image is said to be. Throws what says which field is wrong. */
export function parsePageImage(raw: unknown): PageImage {
  const image = fieldsOf(raw);
  return {
    widthPx: wholeOf(image['widthPx'], 1),
    heightPx: wholeOf(image['heightPx'], 1),
    type: oneOf(image['type'], ['image/jpeg', 'image/png'] as const),
    dpi: countOf(image['dpi'], 0),
  };
}

function fileOf(raw: unknown, folder: string): ManifestFile {
  const file = fieldsOf(raw);
  const key = textOf(file['key']);
  if (!key.startsWith(folder) || key.includes('..')) throw new Error(`${key} is not a file of this document`);
  return { key, checksum: parseChecksum(file['checksum']), sizeBytes: wholeOf(file['sizeBytes'], 0) };
}
