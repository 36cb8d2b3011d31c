import { parseChecksum } from './checksum.ts';
import { parseDocumentId } from './document-id.ts';
import { Failure } from './failure.ts';
import { countOf, fieldsOf, listOf, noteOf, oneOf, orNull, textOf, wholeOf } from './fields.ts';
import type { Manifest, ManifestFile, ManifestPage, PageImage } from './manifest.ts';
import { type PageState, parsePageIndex } from './page.ts';
import { parseOriginal } from './parse-original.ts';
import { parseRecord } from './record.ts';

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
      revision: wholeOf(raw['revision'], 1),
      record: parseRecord(raw['record']),
      originals: listOf(raw['originals'], parseOriginal),
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
    reason: orNull(page['reason'], noteOf),
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
