import { type DocumentId, parseDocumentId, parseLibraryCode } from '@diachi/domain';
import type { Changes } from '@diachi/ports';
import { expect, test } from 'vitest';
import { MOST_ADDRESSES, sitemapTexts } from './sitemap.ts';
import { sitemapList } from './sitemap-list.ts';
import { parseSitemapStretch } from './sitemap-stretch.ts';

const minute = parseSitemapStretch('2026-11-23T04-05');

test('a list of more documents than one file may tell ends with the last it may, and no piece of it is long', async () => {
  const pieces: string[] = [];
  for await (const piece of sitemapTexts(sitemapList(changesOf(MOST_ADDRESSES + 1_234), minute, 'https://a.vn'))) {
    pieces.push(piece);
  }
  const whole = pieces.join('');

  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(200_000);
  expect(whole.match(/<url>/g)).toHaveLength(MOST_ADDRESSES);
  expect(whole).toContain(`<url><loc>https://a.vn/documents/${nameOf(0)}</loc><lastmod>${minute.from}</lastmod></url>`);
  expect(whole).toContain(nameOf(MOST_ADDRESSES - 1));
  expect(whole).not.toContain(nameOf(MOST_ADDRESSES));
});

const nameOf = (number: number): DocumentId => parseDocumentId(String(number).padStart(16, '0'));

const unsaid = {
  isGone: false,
  mergedInto: null,
  library: parseLibraryCode('tinh'),
  collection: '',
  kind: 'book',
} as const;

/** So many documents that changed in one second. */
function changesOf(count: number): Pick<Changes, 'changes'> {
  return {
    changes: async (_filter, { after = '0', limit }) => {
      const end = Math.min(Number(after) + limit, count);
      const changes = Array.from({ length: end - Number(after) }, (_, place) => ({
        ...unsaid,
        id: nameOf(Number(after) + place),
        at: minute.from,
      }));
      return { changes, next: end < count ? String(end) : null, asOf: minute.until };
    },
  };
}
