import { expect, test } from 'vitest';
import { parseChecksum } from './checksum.ts';
import { parseDocumentId } from './document-id.ts';
import { keys, THUMBNAIL_WIDTHS_PX } from './keys.ts';

const documentId = parseDocumentId('00ab12cd34ef56gh');
const revision = { documentId, number: 2 };

test.each([
  [keys.roomTrial(), 'room-trial'],
  [keys.libraries(), 'libraries.json'],
  [keys.inspection(), 'reports/inspection.json'],
  [keys.inspectionPlace(), 'reports/inspection-place.json'],
  [keys.progress('rebuild'), 'reports/rebuild-progress.json'],
  [keys.learned(), 'language/learned.json'],
  [keys.languageModel(parseChecksum('ab'.repeat(32))), `language/models/${'ab'.repeat(32)}`],
  [keys.incoming(), 'incoming/'],
  [keys.upload('00ff'), 'incoming/00ff/'],
  [keys.uploadNotes('00ff'), 'incoming/00ff/upload.json'],
  [keys.uploadPiece('00ff', 4_194_304, 1_000), 'incoming/00ff/00000004194304-00001000'],
  [keys.original(parseChecksum(`ab${'0'.repeat(62)}`)), `originals/ab/ab${'0'.repeat(62)}`],
  [keys.allGone(), 'gone/'],
  [keys.gone(documentId), 'gone/00ab12cd34ef56gh.json'],
  [keys.document(documentId), 'documents/00ab12cd34ef56gh/'],
  [keys.record(documentId), 'documents/00ab12cd34ef56gh/record.json'],
  [keys.revision(revision), 'documents/00ab12cd34ef56gh/r0002/'],
  [keys.pageList(revision), 'documents/00ab12cd34ef56gh/r0002/pages.json'],
  [keys.manifest(revision), 'documents/00ab12cd34ef56gh/r0002/manifest.json'],
  [keys.pdf(revision), 'documents/00ab12cd34ef56gh/r0002/document.pdf'],
  [keys.scan(revision, 7), 'documents/00ab12cd34ef56gh/r0002/pages/00007/scan'],
  [keys.existingText(revision, 7), 'documents/00ab12cd34ef56gh/r0002/pages/00007/existing-text.json'],
  [keys.image(revision, 7), 'documents/00ab12cd34ef56gh/r0002/pages/00007/image'],
  [keys.text(revision, 19_999), 'documents/00ab12cd34ef56gh/r0002/pages/19999/text.json'],
  [keys.thumbnail(revision, 0, 240), 'documents/00ab12cd34ef56gh/r0002/pages/00000/240.webp'],
  [keys.pyramid(revision, 7), 'documents/00ab12cd34ef56gh/r0002/pages/00007/pyramid.tif'],
])('a key never changes, for what lies under it would be lost: %s', (key, written) => {
  expect(key).toBe(written);
});

test('a listing of the store is in reading order', () => {
  const pages = [0, 9, 10, 99, 100, 9_999, 10_000, 19_999].map((page) => keys.text(revision, page));
  const revisions = [1, 9, 10, 999, 1_000, 9_999].map((number) => keys.manifest({ documentId, number }));

  expect(pages.toSorted()).toEqual(pages);
  expect(revisions.toSorted()).toEqual(revisions);
});

test('no two files of a document share a key', () => {
  const all = [1, 2].flatMap((number) => {
    const of = { documentId, number };
    const pages = [0, 1, 10].flatMap((page) => [
      keys.scan(of, page),
      keys.existingText(of, page),
      keys.image(of, page),
      keys.text(of, page),
      keys.pyramid(of, page),
      ...THUMBNAIL_WIDTHS_PX.map((width) => keys.thumbnail(of, page, width)),
    ]);
    return [keys.pageList(of), keys.manifest(of), keys.pdf(of), ...pages];
  });

  expect(new Set([keys.record(documentId), ...all]).size).toBe(all.length + 1);
});

test('everything of a document lies under its own prefix', () => {
  expect(keys.revision(revision).startsWith(keys.document(documentId))).toBe(true);
  expect(keys.thumbnail(revision, 3, 800).startsWith(keys.revision(revision))).toBe(true);
});
