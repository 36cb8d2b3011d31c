import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { frame } from '../testing/sample.ts';
import { LostOriginals } from './lost-originals.tsx';

const finding = (code: string) => ({ code, message: code, details: { id: '00000000000000a1' } });
const shown = (problems: readonly string[], originalsLost: number) =>
  renderToString(
    <LostOriginals
      frame={frame('archivist', 'en')}
      damage={{ counts: { problems: problems.length }, problems: problems.map(finding), originalsLost }}
    />,
  );

test('an archivist is told of originals that are lost, and not of what is made again by itself', () => {
  const html = shown(['inspection.original-missing', 'inspection.files-damaged'], 1);

  expect(html).toContain('Originals that are damaged or gone: 1.');
  expect(html.match(/<li class="finding">/g)).toHaveLength(1);
});

test('nothing is told while every original is whole', () => {
  expect(shown(['inspection.files-damaged'], 0)).toBe('');
});
