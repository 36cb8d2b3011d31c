import { describe, expect, test } from 'vitest';
import type { Word } from '../page-text.ts';
import { PITCH, type Print, printed, readAcross, SIZE } from '../testing/print.ts';
import { type ArrangedPage, arrangePage, type PageToArrange } from './arrange-page.ts';

describe('a page put in order', () => {
  test('has columns one after the other, under the headline that stands over them', () => {
    const page = arrange([
      { x: 1_000, y: 100, lines: ['Mùa xuân trên bản'], size: 60, align: 'middle' },
      { x: 100, y: 300, lines: LEFT },
      { x: 1_100, y: 300, lines: RIGHT },
    ]);

    expect(linesOf(page)).toEqual(['Mùa xuân trên bản', ...LEFT, ...RIGHT]);
    expect(page.blocks.map(({ role }) => role)).toEqual(['heading', 'text', 'text']);
  });

  test('has columns one after the other even where their lines are not level', () => {
    const page = arrange([
      { x: 100, y: 300, lines: LEFT },
      { x: 1_100, y: 325, lines: RIGHT },
    ]);

    expect(linesOf(page)).toEqual([...LEFT, ...RIGHT]);
  });

  test('has columns one after the other where dust lies between them or was read with their words', () => {
    const words = printed({ x: 100, y: 300, lines: LEFT }, { x: 100 + GUTTER, y: 300, lines: RIGHT });
    const ends = LEFT.map((_, line) => words.filter((word) => word.line === line).at(-1) as Word);
    const dust = [0, 2, 3].map((line) => speckAfter(ends[line] as Word, '*'));
    const stained = words.map((word) => (word === ends[1] || word === ends[4] ? wider(word, 0.6 * SIZE) : word));
    const page = arrangePage([...stained, ...dust], SHEET);

    expect(linesOf(page).map((line) => line.replace(/ [*]$/, ''))).toEqual([...LEFT, ...RIGHT]);
  });

  test('puts a line together over a stroke of a seal that was read as a small letter', () => {
    const words = printed({ x: 100, y: 300, lines: LEFT });
    const hidden = words.filter(({ line }) => line === 0)[3] as Word;
    const under = { x: hidden.box.x + 20, y: 300 - 3, width: 6, height: 6 };
    const stroke: Word = { ...hidden, text: '1', line: 50, box: under };
    const broken = words.map((word) =>
      word.line === 0 && word.box.x > hidden.box.x ? { ...word, box: { ...word.box, y: word.box.y - 6 } } : word,
    );
    const page = arrangePage([...broken.filter(({ box }) => box !== hidden.box), stroke], SHEET);

    expect(linesOf(page)[0]).toBe((LEFT[0] ?? '').replace(hidden.text, '1'));
  });

  test('reads both heads of a letter, the left one first, and then the letter', () => {
    const page = arrange([
      { x: 450, y: 100, lines: ['UBND TỈNH LAI CHÂU', 'SỞ VĂN HÓA VÀ DU LỊCH', 'Số: 118/KH'], align: 'middle' },
      { x: 1_450, y: 100, lines: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA', 'Độc lập - Tự do', 'ngày 1 tháng 2'], align: 'middle' },
      {
        x: 100,
        y: 450,
        lines: [
          '¶Sở ban hành kế hoạch triển khai nhiệm vụ trong lĩnh vực thư viện năm nay như sau và',
          'các phòng thực hiện.',
        ],
      },
    ]);

    expect(linesOf(page).slice(0, 4)).toEqual([
      'UBND TỈNH LAI CHÂU',
      'SỞ VĂN HÓA VÀ DU LỊCH',
      'Số: 118/KH',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA',
    ]);
    expect(page.blocks.map(({ role }) => role)).toEqual(['text', 'text', 'text']);
  });

  test('reads facing pages one after the other, whatever stands level', () => {
    const areas = [
      { x: 0, y: 0, width: 1_000, height: 3_000 },
      { x: 1_000, y: 0, width: 1_000, height: 3_000 },
    ];
    const prints = [
      { x: 100, y: 300, lines: LEFT },
      { x: 1_100, y: 300, lines: RIGHT },
    ];

    expect(linesOf(arrange(prints, { areas }))).toEqual([...LEFT, ...RIGHT]);
  });

  test('puts a line together that the engine broke', () => {
    const words = printed({ x: 100, y: 300, lines: LEFT }).map((word, place) => ({ ...word, line: place }));

    expect(linesOf(arrangePage(words, SHEET))).toEqual(LEFT);
  });

  test('keeps lines with wide gaps as they are when nothing stands over and under the gaps', () => {
    const lines = ['Họ và tên:          Lò Văn Thắng', ...LEFT];

    expect(linesOf(arrange([{ x: 100, y: 300, lines }]))[0]).toBe('Họ và tên: Lò Văn Thắng');
  });

  test('keeps the order that came with a document, unless sentences run on much better in another', () => {
    const items = (first: number) =>
      ['Chợ phiên họp sớm', 'Bến đò bên sông', 'Nhà dài bên núi', 'Ruộng bậc thang'].map(
        (item, at) => `${first + at}. ${item}`,
      );
    const rows = readAcross(printed({ x: 100, y: 300, lines: items(1) }, { x: 1_100, y: 300, lines: items(5) }));
    const blocks = rows.map((word) => ({ ...word, block: word.line }));
    const left = [
      'Ngày xưa ở vùng núi đá nọ có chàng',
      'trai nổi tiếng thông minh, tuấn tú.',
      'Dân bản cử chàng về kinh dự thi và',
      'ai cũng mong chàng sớm đỗ đạt.',
      'Đỗ rồi, chàng xin về quê ăn khao',
      'bảy ngày rồi mới chầu vua.',
    ];
    const right = [
      'Nhưng vì quá yêu vợ trẻ nên chàng ở',
      'lại đến đêm thứ bảy mới nhớ ra lời',
      'hẹn xưa với nhà vua.',
      'Chàng vội vã ra đi trong đêm tối,',
      'nhảy qua ba mươi sáu quả núi.',
      'Đến bước cuối cùng thì kiệt sức.',
    ];
    const prose = readAcross(printed({ x: 100, y: 300, lines: left }, { x: 1_100, y: 300, lines: right }));

    expect(linesOf(arrangePage(blocks, { ...SHEET, isOrdered: true }))[0]).toBe(
      '1. Chợ phiên họp sớm 5. Chợ phiên họp sớm',
    );
    expect(linesOf(arrangePage(prose, { ...SHEET, isOrdered: true }))).toEqual([...left, ...right]);
  });

  test('is put in order as well where every box is as high as its line', () => {
    const words = printed(
      { x: 1_000, y: 100, lines: ['Mùa xuân trên bản'], size: 60, align: 'middle' },
      { x: 100, y: 300, lines: LEFT },
      { x: 1_100, y: 300, lines: RIGHT },
    );
    const high = words.map((word): Word => {
      const size = word.line === 0 ? 60 : SIZE;
      const base = word.line === 0 ? 100 : 300 + ((word.line - 1) % LEFT.length) * PITCH;
      return { ...word, box: { ...word.box, y: base - 0.9 * size, height: 1.12 * size } };
    });
    const page = arrangePage(readAcross(high), SHEET);

    expect(linesOf(page)).toEqual(['Mùa xuân trên bản', ...LEFT, ...RIGHT]);
    expect(page.blocks.map(({ role }) => role)).toEqual(['heading', 'text', 'text']);
  });

  test('is not cut through by a stain between its columns, nor loses the stain', () => {
    const words = [
      ...readAcross(printed({ x: 100, y: 300, lines: LEFT }, { x: 1_100, y: 300, lines: RIGHT })),
      ...printed({ x: 1_000, y: 420, lines: ['|'] }).map((word) => ({ ...word, line: 90, block: 9 })),
    ];
    const read = linesOf(arrangePage(words, SHEET)).filter((line) => line !== '|');

    expect(read.map((line) => line.replace(/ ?\| ?/, ''))).toEqual([...LEFT, ...RIGHT]);
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7])('loses and doubles no word, whatever the boxes say (%i)', (seed) => {
    const next = chanceOf(seed);
    const words = Array.from({ length: 300 }, (_, place): Word => {
      const box = {
        x: next() * 3_000 - 200,
        y: next() * 3_000 - 200,
        width: next() ** 6 * 2_000,
        height: next() ** 6 * 900,
      };
      return {
        text: ['a', '|', 'Tè', '41.250', 'Châu-'][place % 5] ?? '',
        box,
        confidence: next(),
        line: place >> 2,
        block: place >> 5,
      };
    });
    const page = arrangePage(words, { ...SHEET, otherScript: [{ x: 5, y: 5, width: 90, height: 900 }] });

    const sorted = (some: readonly Word[]) => some.map(({ text, box }) => `${text} ${box.x} ${box.y}`).toSorted();
    expect(sorted(page.words)).toEqual(sorted(words));
    expectNumbered(page);
  });

  test('is left as it is when it has more words than a page can have', () => {
    const words = Array.from(
      { length: 12_001 },
      (_, line): Word => ({ text: 'a', box: { x: 5, y: 5, width: 5, height: 5 }, confidence: 1, line, block: 0 }),
    );

    expect(arrangePage(words, SHEET)).toEqual({ words, blocks: [] });
  });

  test('may have no words at all', () => {
    expect(arrangePage([], SHEET)).toEqual({ words: [], blocks: [] });
  });
});

describe('a table', () => {
  const rows = [
    ['STT', 'Huyện', 'Số bản', 'Ghi chú'],
    ['1', 'Phong Thổ', '41.250', 'Đạt chuẩn'],
    ['2', 'Sìn Hồ', '9.841', ''],
    ['3', 'Mường Tè', '11.097', 'Sửa mái'],
    ['', 'Tổng cộng', '62.188', ''],
  ];
  const columns = [100, 300, 800, 1_200];
  const cells = (lines: readonly (readonly string[])[]): Print[] =>
    lines.flatMap((row, at) =>
      row.flatMap((text, column) =>
        text === '' ? [] : [{ x: columns[column] ?? 0, y: 400 + at * PITCH, lines: [text] }],
      ),
    );

  test('is read row by row, and each word knows its cell', () => {
    const page = arrange(cells(rows));

    expect(page.blocks.map(({ role }) => role)).toEqual(['table']);
    expect(linesOf(page)).toEqual(rows.map((row) => row.filter((text) => text !== '').join(' ')));
    expect(page.words.find(({ text }) => text === 'Sửa')?.cell).toEqual({ row: 3, column: 3 });
    expect(page.words.find(({ text }) => text === '62.188')?.cell).toEqual({ row: 4, column: 2 });
  });

  test('keeps the lines of one cell together', () => {
    const tall = [...rows.slice(0, 2), ['', '(huyện cũ)', '', ''], ...rows.slice(2)];
    const page = arrange(cells(tall));

    expect(page.words.find(({ text }) => text === '(huyện')?.cell).toEqual({ row: 1, column: 1 });
    expect(page.words.find(({ text }) => text === 'Tổng')?.cell).toEqual({ row: 4, column: 1 });
  });

  test('is told from the text over and under it', () => {
    const page = arrange([
      { x: 100, y: 200, lines: LONG.slice(0, 2) },
      ...cells(rows),
      { x: 100, y: 800, lines: LONG.slice(0, 2) },
    ]);

    expect(page.blocks.map(({ role }) => role)).toEqual(['text', 'table', 'text']);
  });
});

describe('what stands around the text of a page', () => {
  test('is a running head and a page number when it is apart from the text', () => {
    const page = arrange([
      { x: 1_000, y: 100, lines: ['Địa chí Lai Châu'], size: 34, align: 'middle' },
      { x: 1_900, y: 100, lines: ['118'], size: 34, align: 'right' },
      { x: 100, y: 260, lines: LONG },
    ]);

    expect(page.blocks.map(({ role }) => role)).toEqual(['running-head', 'page-number', 'text']);
  });

  test.each(['- 12 -', '12', 'xiv', 'Trang 3'])('is a page number below: %s', (number) => {
    const page = arrange([
      { x: 100, y: 260, lines: LONG },
      { x: 1_000, y: 2_850, lines: [number], align: 'middle' },
    ]);

    expect(page.blocks.map(({ role }) => role)).toEqual(['text', 'page-number']);
  });

  test('is a footnote when it is small and stands at the foot', () => {
    const page = arrange([
      { x: 100, y: 1_700, lines: LONG },
      { x: 100, y: 2_800, lines: ['1. Sổ ghi ruộng đất của một xã.'], size: 30 },
    ]);

    expect(page.blocks.map(({ role }) => role)).toEqual(['text', 'footnote']);
  });

  test('is a region people have to read, in its place', () => {
    const page = arrange(
      [
        { x: 100, y: 300, lines: LONG.slice(0, 3) },
        { x: 100, y: 900, lines: LONG.slice(0, 3) },
      ],
      {
        otherScript: [{ x: 300, y: 500, width: 400, height: 200 }],
      },
    );

    expect(page.blocks.map(({ role }) => role)).toEqual(['text', 'other-script', 'text']);
    expect(page.blocks[1]).toMatchObject({ box: { x: 300, y: 500, width: 400, height: 200 }, paragraphs: [] });
    expectNumbered(page);
  });
});

describe('text', () => {
  test('has headings by their size, capitals and numbers, the largest first', () => {
    const page = arrange([
      { x: 1_000, y: 150, lines: ['Núi sông Lai Châu'], size: 64, align: 'middle' },
      { x: 1_000, y: 280, lines: ['CHƯƠNG II. KHÍ HẬU'], align: 'middle' },
      { x: 100, y: 400, lines: LONG },
      { x: 100, y: 1_120, lines: ['1. Mùa đông'] },
      { x: 100, y: 1_220, lines: LONG },
    ]);

    expect(page.blocks.map(({ role, level }) => [role, level])).toEqual([
      ['heading', 1],
      ['heading', 2],
      ['text', null],
      ['heading', 3],
      ['text', null],
    ]);
  });

  test('has paragraphs that begin set in, and one that goes on from the column before does not begin', () => {
    const page = arrange([
      {
        x: 100,
        y: 300,
        lines: [
          '¶Khi hoa đào nở hồng các triền núi',
          'bà con người Mông lại dọn sạch lối',
          '¶Từ trung tâm huyện lên đến bản đi',
          'hết ba mươi cây số đường núi, người',
          'ta phải dừng lại nhiều lần vì bùn',
        ],
      },
      {
        x: 1_100,
        y: 300,
        lines: [
          'và đá lở sau những trận mưa tháng',
          'tám. Đến nơi thì trời đã tối hẳn.',
          '¶Chợ phiên họp vào sáng thứ bảy mỗi',
          'tuần. Phụ nữ bán rau cải, vải lanh',
          'thêu tay và những thứ quả trong rừng',
        ],
      },
    ]);

    expect(page.blocks.map(({ paragraphs }) => paragraphs)).toEqual([[0, 2], [7]]);
  });

  test('has words that are divided at the ends of lines, also over a note and into the next column', () => {
    const isSyllable = (text: string) => ['lai', 'châu'].includes(text.toLowerCase());
    const page = arrange(
      [
        {
          x: 100,
          y: 300,
          lines: [
            'Les villages de la province de Lai-',
            'Châu se groupent en communes, admi-',
            'nistrées par un notable du pays que',
            'les habitants ont choisi entre eux.',
            'Le chef-lieu est bâti au confluent-',
          ],
        },
        {
          x: 1_100,
          y: 300,
          lines: [
            'de deux rivières et les hautes eaux',
            'y atteignent parfois douze mètres',
            'en été. La population compte surtout',
            'des Thái blancs et des Mông qui sont',
            'venus du nord il y a deux siècles.',
          ],
        },
      ],
      { isSyllable },
    );

    expect(page.words.flatMap(({ text, division }) => (division ? [[text, division.keepsHyphen]] : []))).toEqual([
      ['Lai-', true],
      ['admi-', false],
      ['confluent-', false],
    ]);
  });
});

const SHEET: PageToArrange = { width: 2_000, height: 3_000 };

const LEFT = [
  'Từ trung tâm huyện Phong Thổ con đường',
  'bê tông uốn lượn hơn ba mươi cây số mới',
  'tới được bản. Mười lăm năm trước nơi đây',
  'còn trồng cây thuốc phiện, nhiều gia đình',
  'thiếu ăn từ tháng ba đến tháng tám. Nay',
  'cả bản có hơn một trăm nóc nhà thì quá',
];
const RIGHT = [
  'nửa làm dịch vụ lưu trú, trồng địa lan và',
  'thảo quả. Ông già kể rằng lúc ấy không ai',
  'tin một chậu hoa có thể đổi được cả một',
  'tạ thóc. Ông mang về mười giò lan rừng và',
  'chăm suốt hai mùa đông. Đến năm thứ ba',
  'khách dưới xuôi lên mua hết sạch.',
];
const LONG = [
  '¶Cao nguyên Sìn Hồ nằm ở độ cao trung bình một nghìn năm trăm mét, bốn bề vách đá',
  'dựng đứng, quanh năm mây phủ. Từ thị trấn nhìn về phía tây, dãy núi chạy dài như một',
  'bức trường thành, sườn phía đông thoải, sườn phía tây đổ thẳng xuống thung lũng sông',
  'sâu. Suối phát nguyên từ núi đá, chảy quanh co giữa các ruộng bậc thang rồi lặn xuống',
  '¶Mùa đông rét buốt, có năm tuyết rơi dày đến ba tấc, trâu bò chết hàng loạt. Mùa hạ mát',
  'mẻ, đêm phải đắp chăn bông. Lượng mưa cả năm chừng hai nghìn bảy trăm milimét, tập trung',
  'vào các tháng sáu, bảy, tám; sương mù trung bình một trăm bốn mươi ngày trong một năm',
  'dài và rét ở trên núi cao, người già đều nói như vậy từ xưa.',
];

/** Between the beginnings of two columns with a narrow strip between them. */
const GUTTER = 43 * SIZE * 0.5;

/** A speck so near after a word that it seems to stand in its line. */
const speckAfter = ({ box, ...word }: Word, text: string): Word => ({
  ...word,
  text,
  box: { x: box.x + box.width + 0.4 * SIZE, y: box.y + 8, width: 8, height: 8 },
});

const wider = ({ box, ...word }: Word, by: number): Word => ({ ...word, box: { ...box, width: box.width + by } });

const arrange = (prints: readonly Print[], about: Partial<PageToArrange> = {}) =>
  arrangePage(readAcross(printed(...prints)), { ...SHEET, ...about });

function linesOf({ words }: ArrangedPage): readonly string[] {
  const lines: string[][] = [];
  for (const { text, line } of words) {
    lines[line] ??= [];
    lines[line].push(text);
  }
  return lines.map((line) => line.join(' '));
}

/** Lines and blocks are numbered from 0 without gaps in the order of the words, and every block without words says why. */
function expectNumbered({ words, blocks }: ArrangedPage): void {
  const lines = words.map(({ line }) => line);
  expect(lines).toEqual(lines.toSorted((one, other) => one - other));
  expect(new Set(lines).size).toBe((lines.at(-1) ?? -1) + 1);
  const withWords = new Set(words.map(({ block }) => block));
  expect(words.map(({ block }) => block)).toEqual(
    words.map(({ block }) => block).toSorted((one, other) => one - other),
  );
  expect(blocks.flatMap(({ role }, block) => (withWords.has(block) || role === 'other-script' ? [] : [block]))).toEqual(
    [],
  );
}

/** A generator with a seed (Park and Miller, 1988). */
function chanceOf(seed: number): () => number {
  let state = seed * 7_919 + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
