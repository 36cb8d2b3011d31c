import type { PageText } from '../page-text.ts';
import { arranged } from './arranged.ts';
import { printed } from './print.ts';

/** What is said of how a page was read. */
export const reading = {
  version: 1,
  image: { widthPx: 2480, heightPx: 3508, type: 'image/jpeg', dpi: 300 },
  engine: { name: 'tesseract.js', version: '7.0.0', model: 'vie 4.0.0_best_int', settings: { psm: 3 } },
  treatments: [
    { step: 'straightened', amount: -1.3 },
    { step: 'grey', amount: null },
  ],
  look: null,
} as const satisfies Partial<PageText>;

/** A page number, a heading, text with a divided word, a region in another script and a table. */
export function structuredPage(): PageText & { readonly kind: 'read' } {
  const lines = [
    '¶Les communes sont adminis-',
    'trées par un notable.',
    '¶Les villages sont nombreux.',
    'On y cultive le riz.',
  ];
  const table = ['TT', 'Bản', 'Số hộ', '1', 'Sin Hồ', '118', '2', 'Nậm Na', '9', '3', 'Huổi Só', '7'];
  const cells = table.map((text, at) => ({
    x: 100 + (at % 3) * 400,
    y: 2_450 + Math.floor(at / 3) * 60,
    lines: [text],
  }));
  const text = arranged(
    printed(
      { x: 400, y: 80, lines: ['- 12 -'], align: 'middle' },
      { x: 400, y: 300, lines: ['CHAPITRE II'], align: 'middle' },
      { x: 100, y: 450, lines },
      ...cells,
    ),
    { otherScript: [{ x: 100, y: 2_000, width: 500, height: 300 }] },
  );
  return { ...text, ...reading };
}
