import type { Block, PageText, Word } from '@diachi/page-text';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { vi } from '../messages/vi.ts';
import { PageBlocks } from './page-blocks.tsx';

describe('a page in the order it is read', () => {
  test('has headings under those of the site, and paragraphs whose lines run on', () => {
    const html = show(
      [block('heading', [0], 1), block('text', [1])],
      [said('Núi sông', 0, 0), said('Cao nguyên Sìn', 1, 1), said('Hồ ở phía tây.', 2, 1)],
    );

    expect(html).toContain('<h3 class="flow heading">Núi sông </h3>');
    expect(html).toContain('<p class="flow">Cao nguyên Sìn Hồ ở phía tây. </p>');
  });

  test('puts a word together that is divided at the end of a line, with the hyphen that is part of it', () => {
    const [first, second] = [said('les adminis-', 0, 0), said('trées de Lai-', 1, 0)];
    const html = show([block('text', [0])], [divide(first, false), divide(second, true), said('Châu', 2, 0)]);

    expect(html).toContain('les administrées de Lai-Châu');
  });

  test('goes on in the next column in the same paragraph', () => {
    const html = show(
      [block('text', [0]), block('text', [])],
      [said('Chợ phiên họp', 0, 0), said('vào sáng thứ bảy', 1, 1)],
    );

    expect(html).toBe('<p class="flow">Chợ phiên họp vào sáng thứ bảy </p>');
  });

  test('has tables with their heads where those are sure, and empty cells', () => {
    const row = (texts: readonly string[], line: number) =>
      texts.map((text, column): Word[] =>
        text === '' ? [] : [{ ...word(text, line, 0), cell: { row: line, column } }],
      );
    const rows = [row(['Bản', 'Số hộ'], 0), row(['Nậm Na', '41'], 1), row(['Huổi Só', '9'], 2), row(['', '50'], 3)];
    const html = show([block('table', [])], rows.flat());

    expect(html).toContain('<th scope="col">Bản </th><th scope="col">Số hộ </th>');
    expect(html).toContain('<tr><td></td><td>50 </td></tr>');
    expect(show([block('table', [])], rows.slice(1).flat())).not.toContain('<th');
  });

  test('says where there are letters that people have to read', () => {
    expect(show([block('other-script', [])], [])).toContain(vi.reading.otherScript);
  });

  test('stands line by line as printed where blocks were not told apart', () => {
    const html = show([], [said('Địa chí', 0, 0), said('Mường Tè', 1, 0)]);

    expect(html).toBe('<p><span class="line">Địa chí\n</span><span class="line">Mường Tè\n</span></p>');
  });
});

const word = (text: string, line: number, number: number): Word => ({
  text,
  line,
  block: number,
  box: { x: 0, y: 0, width: 1, height: 1 },
  confidence: 1,
});

const said = (text: string, line: number, number: number) => text.split(' ').map((one) => word(one, line, number));

const divide = (words: readonly Word[], keepsHyphen: boolean) =>
  words.map((one, place) => (place === words.length - 1 ? { ...one, division: { keepsHyphen } } : one));

const block = (role: Block['role'], paragraphs: readonly number[], level: number | null = null): Block => ({
  role,
  level,
  paragraphs,
  box: { x: 0, y: 0, width: 1, height: 1 },
});

function show(blocks: readonly Block[], words: readonly (readonly Word[])[]): string {
  const text: PageText = {
    version: 1,
    kind: 'read',
    image: { widthPx: 100, heightPx: 100, type: 'image/png', dpi: 300 },
    engine: { name: 'none', version: '', model: '', settings: {} },
    treatments: [],
    look: null,
    words: words.flat(),
    blocks,
    furtherEngines: [],
    expectedError: null,
    damage: null,
  };
  return renderToString(<PageBlocks text={text} messages={vi} write={(_, shown) => shown} />);
}
