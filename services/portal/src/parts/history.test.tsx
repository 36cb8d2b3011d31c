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
