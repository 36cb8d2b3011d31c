import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { countShelves } from '../count-shelves.ts';
import { pageContract } from '../testing/page-contract.ts';
import { frame, HOSTILE, library, sampleDocument } from '../testing/sample.ts';
import { BrowsePage } from './browse-page.tsx';

const counts = countShelves([{ library: library.code, collection: HOSTILE, kind: 'book', documents: 41 }]);

pageContract('documents by record', (language) => (
  <BrowsePage
    frame={frame('reader', language)}
    at={{ library: library.code, collection: HOSTILE, after: '3_x' }}
    list={{ documents: [sampleDocument()], next: '2_x' }}
    counts={counts}
    libraries={[library]}
  />
));

test.each([
  ['an empty library offers no empty list of shelves', countShelves([]), false],
  ['a library with documents offers its shelves', counts, true],
] as const)('%s', (_, shelves, isOffered) => {
  const list = { documents: [], next: null };

  const html = renderToString(
    <BrowsePage frame={frame('reader', 'vi')} at={{}} list={list} counts={shelves} libraries={[library]} />,
  );

  expect(html.includes('id="shelves"')).toBe(isOffered);
});
