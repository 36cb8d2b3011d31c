import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { frame, library, sampleDocument } from '../testing/sample.ts';
import { History } from './history.tsx';

test('a history tells a person, a program and the library itself apart', () => {
  const entries = ['lan', 'operator', 'system'].map((who) => ({
    at: '2026-11-22T00:00:00.000Z',
    who,
    what: 'document.received',
    before: null,
    after: null,
  }));

  const html = renderToString(
    <History frame={frame('archivist', 'en')} document={sampleDocument()} libraries={[library]} entries={entries} />,
  );

  expect(html.match(/(?<=<span class="quiet">)[^,]+/g)).toEqual(['lan', 'Operator', 'The library itself']);
});

test('a history says what came of comparing files with their checksums', () => {
  const entry = { at: '2026-11-22T00:00:00.000Z', who: 'system', what: 'fixity.checked', before: null, after: null };
  const entries = [0, 2].map((problems) => ({ ...entry, checked: { files: 12, problems } }));

  const html = renderToString(
    <History frame={frame('archivist', 'en')} document={sampleDocument()} libraries={[library]} entries={entries} />,
  );

  expect(html.match(/12 files, [^<]+/g)).toEqual([
    '12 files, all of them whole.',
    '12 files, 2 of them damaged or gone.',
  ]);
});

test('a history tells what only a package says apart from what was noted here', () => {
  const entry = { at: '2026-11-22T00:00:00.000Z', who: 'Minh', what: 'constructor', before: null, after: null };

  const html = renderToString(
    <History
      frame={frame('archivist', 'en')}
      document={sampleDocument()}
      libraries={[library]}
      entries={[entry, { ...entry, toldBy: 'goi.zip' }]}
    />,
  );

  expect(html.match(/<strong>constructor<\/strong>/g)).toHaveLength(2);
  expect(html.match(/; as the package “goi.zip” tells/g)).toHaveLength(1);
});
