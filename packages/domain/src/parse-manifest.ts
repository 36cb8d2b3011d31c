import { parseChecksum } from './checksum.ts';
import { parseDocumentId } from './document-id.ts';
import { Failure, type FailureNote } from './failure.ts';
import type { Manifest, ManifestFile, ManifestPage, PageImage } from './manifest.ts';
import { ORIGINAL_TYPES, type Original } from './original.ts';
import { type PageState, parsePageIndex } from './page.ts';
import { parseRecord } from './record.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a manifest as it lies in the store: pages in order from 0, every file under its own document.
 * Fails with `manifest.broken`; the cause says where.
 */
export function parseManifest(bytes: Uint8Array): Manifest {
  try {
    const raw = fieldsOf(JSON.parse(new TextDecoder().decode(bytes)));
    if (raw['version'] !== 1) throw new Error('its version is not 1');
    const documentId = parseDocumentId(raw['documentId']);
    const folder = `documents/${documentId}/`;
    return {
      version: 1,
      documentId,
      revision: countOf(raw['revision'], 1),
      record: parseRecord(raw['record']),
      originals: listOf(raw['originals'], originalOf),
      pages: listOf(raw['pages'], (page, place) => pageOf(page, place, folder)),
      pdf: fileOf(raw['pdf'], folder),
      publishedAt: textOf(raw['publishedAt']),
    };
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
    state: oneOf(page['state'], ['waiting', 'read', 'blank', 'unreadable'] satisfies PageState[]),
    reason: page['reason'] === null ? null : noteOf(page['reason']),
    image: page['image'] === null ? null : imageOf(page['image']),
    files: listOf(page['files'], (file) => fileOf(file, folder)),
  };
}

function imageOf(raw: unknown): PageImage {
  const image = fieldsOf(raw);
  return {
    widthPx: countOf(image['widthPx'], 1),
    heightPx: countOf(image['heightPx'], 1),
    type: oneOf(image['type'], ['image/jpeg', 'image/png'] as const),
    dpi: countOf(image['dpi'], 0),
  };
}

function fileOf(raw: unknown, folder: string): ManifestFile {
  const file = fieldsOf(raw);
  const key = textOf(file['key']);
  if (!key.startsWith(folder) || key.includes('..')) throw new Error(`${key} is not a file of this document`);
  return { key, checksum: parseChecksum(file['checksum']), sizeBytes: countOf(file['sizeBytes'], 0) };
}

function originalOf(raw: unknown): Original {
  const original = fieldsOf(raw);
  return {
    checksum: parseChecksum(original['checksum']),
    fileName: textOf(original['fileName']),
    sizeBytes: countOf(original['sizeBytes'], 0),
    type: oneOf(original['type'], ORIGINAL_TYPES),
  };
}

function noteOf(raw: unknown): FailureNote {
  const note = fieldsOf(raw);
  const details = Object.entries(fieldsOf(note['details'])).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return {
    kind: oneOf(note['kind'], ['invalid', 'missing', 'conflict', 'unavailable', 'bug'] as const),
    code: textOf(note['code']),
    message: textOf(note['message']),
    details: Object.fromEntries(details),
  };
}

function fieldsOf(raw: unknown): Fields {
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return raw as Fields;
  throw new Error('something that should have fields has none');
}

function listOf<Entry>(raw: unknown, read: (entry: unknown, place: number) => Entry): readonly Entry[] {
  if (Array.isArray(raw)) return raw.map(read);
  throw new Error('something that should be a list is not');
}

function textOf(raw: unknown): string {
  if (typeof raw === 'string') return raw;
  throw new Error('something that should be text is not');
}

function countOf(raw: unknown, least: number): number {
  if (typeof raw === 'number' && Number.isFinite(raw) && raw >= least) return raw;
  throw new Error(`something that should be a number from ${least} is not`);
}

function oneOf<const Choice extends string>(raw: unknown, choices: readonly Choice[]): Choice {
  const choice = choices.find((known) => known === raw);
  if (choice !== undefined) return choice;
  throw new Error(`“${String(raw)}” is not one of ${choices.join(', ')}`);
}
