import { describe, expect, test } from 'vitest';
import type { PageText, Word } from './page-text.ts';
import { linesOf, plainText } from './plain-text.ts';
import { printedLinesOf } from './printed-lines.ts';
import { readBlocks } from './read-blocks.ts';
import { arranged } from './testing/arranged.ts';
import { type Print, printed } from './testing/print.ts';
import { undividedText } from './undivided-text.ts';

describe('a page as it is read', () => {
  test('is its headings, its paragraphs with their lines, and its tables with their cells', () => {
    const blocks = readBlocks(page());

    expect(blocks.map(({ role, level }) => [role, level])).toEqual([
      ['running-head', null],
      ['page-number', null],
      ['heading', 1],
      ['text', null],
      ['table', null],
    ]);
    expect(blocks[3]?.paragraphs.map(({ lines, goesOn }) => [lines.map(said), goesOn])).toEqual([
      [['Người già kể rằng thuở trước bản này', 'chỉ có ba nóc nhà bên bờ suối cạn'], false],
      [['Nay cả bản đã dời xuống chân đèo.'], false],
    ]);
    expect(blocks[4]?.rows.map((row) => row.map(said))).toEqual(TABLE);
  });

  test('has regions without words in their place, and none of them where nobody told blocks apart', () => {
    const text = arranged(printed({ x: 100, y: 900, lines: ['Bia đá dựng năm Minh Mệnh'] }), {
      otherScript: [{ x: 100, y: 200, width: 900, height: 400 }],
    });

    expect(readBlocks(text).map(({ role, paragraphs }) => [role, paragraphs.length])).toEqual([
      ['other-script', 0],
      ['text', 1],
    ]);
    expect(readBlocks({ ...text, blocks: [] })).toEqual([]);
  });

  test('as plain text has a tab between cells, empty ones too, and an empty line between blocks', () => {
    expect(plainText(page())).toBe(
      'Địa chí Lai Châu\n\n118\n\nCHƯƠNG II. BẢN LÀNG\n\nNgười già kể rằng thuở trước bản này\nchỉ có ba nóc nhà bên bờ suối cạn\n' +
        'Nay cả bản đã dời xuống chân đèo.\n\nTT\tBản\tSố hộ\tGhi chú\n1\tSin Hồ\t41\n2\tNậm Na\t118\tMới lập\n3\tHuổi Só\t9\n',
    );
  });

  test('has each printed line of a cell by itself where baselines matter', () => {
    const rows: Print[] = [
      { x: 100, y: 350, lines: ['1'] },
      { x: 300, y: 350, lines: ['Bản Sin Suối', '(bản cũ)'] },
      { x: 900, y: 350, lines: ['41'] },
      { x: 100, y: 490, lines: ['2'] },
      { x: 300, y: 490, lines: ['Bản Nậm Na'] },
      { x: 900, y: 490, lines: ['118'] },
      { x: 100, y: 600, lines: ['3'] },
      { x: 300, y: 600, lines: ['Huổi Só'] },
      { x: 900, y: 600, lines: ['9'] },
    ];
    const text = arranged(printed(...rows));

    expect(linesOf(text).map(said)).toEqual(['1 Bản Sin Suối (bản cũ) 41', '2 Bản Nậm Na 118', '3 Huổi Só 9']);
    expect(printedLinesOf(text).map(said).slice(0, 4)).toEqual(['1', 'Bản Sin Suối', '(bản cũ)', '41']);
  });

  test('for search has divided words in one piece, and what stands around the text after it', () => {
    const lines = [
      'Les villages se groupent en communes adminis-',
      'trées par un notable, dans la vallée de la Nam',
      'Na et sur les plateaux au nord du chef-lieu où',
      'le froid est vif. On y cultive le riz et l’opium',
      'depuis longtemps, comme dans tout le pays.',
      'Les marchés se tiennent tous les six jours.',
    ];
    const text = arranged(printed({ x: 900, y: 100, lines: ['- 12 -'] }, { x: 100, y: 300, lines }));

    expect(undividedText(text)).toBe(
      `${lines.join('\n').replace('adminis-\ntrées', 'administrées\n').replace('\n par', '\npar')}\n\n- 12 -\n`,
    );
  });

  test('may be one table of more words than a call takes arguments', () => {
    const text = page();
    const [cell] = text.words.filter((word) => word.cell);
    const words = Array.from({ length: 200_000 }, () => cell as Word);

    expect(readBlocks({ ...text, words }).at(-1)?.rows).toHaveLength(1);
  });

  test('is empty where nothing was read', () => {
    const { kind: _, ...rest } = page();

    expect(undividedText({ ...rest, kind: 'blank' } as PageText)).toBe('');
    expect(readBlocks({ ...rest, kind: 'blank' } as PageText)).toEqual([]);
  });
});

const TABLE = [
  ['TT', 'Bản', 'Số hộ', 'Ghi chú'],
  ['1', 'Sin Hồ', '41', ''],
  ['2', 'Nậm Na', '118', 'Mới lập'],
  ['3', 'Huổi Só', '9', ''],
];

const said = (words: readonly Word[]) => words.map(({ text }) => text).join(' ');

function page(): PageText & { readonly kind: 'read' } {
  const columns = [100, 250, 600, 800];
  const cells = TABLE.flatMap((row, at) =>
    row.flatMap((text, column) => (text === '' ? [] : [{ x: columns[column] ?? 0, y: 900 + at * 60, lines: [text] }])),
  );
  return arranged(
    printed(
      { x: 500, y: 100, lines: ['Địa chí Lai Châu'], size: 34, align: 'middle' },
      { x: 1_000, y: 100, lines: ['118'], size: 34, align: 'right' },
      { x: 460, y: 300, lines: ['CHƯƠNG II. BẢN LÀNG'], align: 'middle' },
      {
        x: 100,
        y: 440,
        lines: [
          '¶Người già kể rằng thuở trước bản này',
          'chỉ có ba nóc nhà bên bờ suối cạn',
          '¶Nay cả bản đã dời xuống chân đèo.',
        ],
      },
      ...cells,
    ),
  );
}
