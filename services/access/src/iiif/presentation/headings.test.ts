import { type Bookmark, keys, type Manifest, parseDocumentId, UNRECKONED } from '@diachi/domain';
import type { PageText } from '@diachi/page-text';
import { expect, test } from 'vitest';
import type { RevisionFiles } from '../../revision-files.ts';
import { pageText } from '../../testing/small-library.ts';
import { createHeadings } from './headings.ts';

const revision = { documentId: parseDocumentId('0123456789abcdef'), number: 1, receivedAt: '2026-11-23T00:00:00.000Z' };

test('what a file brought as its outline is the table of contents', async () => {
  const bookmarks = [{ title: 'Lời tựa', page: 0, level: 1 }];
  const { headings, manifest } = document([page('một hai')], bookmarks);

  expect(await headings(revision, manifest)).toEqual(bookmarks);
});

test('without one, it is made of the headings on the pages, divided words put together', async () => {
  const { headings, manifest } = document([
    page('CHƯƠNG MỘT', 'Ngày ấy'),
    page('trang không đề'),
    page('Địa lý hành chí- nh', 'Núi'),
  ]);

  expect(await headings(revision, manifest)).toEqual([
    { title: 'CHƯƠNG MỘT', page: 0, level: 1 },
    { title: 'Địa lý hành chí- nh', page: 2, level: 1 },
  ]);
});

test('what is said on page after page is no heading, and neither is a number', async () => {
  const pages = Array.from({ length: 5 }, (_, at) => page('ĐỊA CHÍ', at === 4 ? 'x' : 'y'));
  const { headings, manifest } = document([...pages, page('12', 'x')]);

  expect(await headings(revision, manifest)).toEqual([]);
});

test('who asks while the pages are still being read is told none, and the next one is told them', async () => {
  const gate = Promise.withResolvers<void>();
  const { headings, manifest } = document([page('CHƯƠNG MỘT', 'x')], [], gate.promise);

  expect(await headings(revision, manifest)).toEqual([]);
  gate.resolve();
  await gate.promise;
  await expect.poll(() => headings(revision, manifest)).toHaveLength(1);
});

/** A page with a heading, when it has two texts. */
function page(first: string, second?: string): PageText {
  const text = pageText(second === undefined ? first : `${first} ${second}`);
  if (text.kind !== 'read' || second === undefined) return text;
  const count = first.split(' ').length;
  const box = { x: 0, y: 0, width: 1, height: 1 };
  const words = text.words.map((word, at) => (at < count ? word : { ...word, line: 1, block: 1 }));
  const blocks = [
    { role: 'heading', box, level: 1, paragraphs: [0] },
    { role: 'text', box, level: null, paragraphs: [1] },
  ] as const;
  return { ...text, words, blocks };
}

function document(texts: readonly PageText[], bookmarks: readonly Bookmark[] = [], ready = Promise.resolve()) {
  const byKey = new Map(texts.map((text, at) => [keys.text(revision, at), Buffer.from(JSON.stringify(text))]));
  const get = async (key: string) => {
    await ready;
    return byKey.get(key) ?? Buffer.from('');
  };
  const files = { bookmarks: async () => bookmarks } as unknown as RevisionFiles;
  const pages = texts.map((_, at) => ({ page: at, label: String(at + 1), state: 'read', ...UNRECKONED }));
  return { headings: createHeadings({ store: { get }, files }, 20), manifest: { pages } as unknown as Manifest };
}
