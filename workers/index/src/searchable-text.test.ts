import type { PageText, Word } from '@diachi/page-text';
import { describe, expect, test } from 'vitest';
import { searchableText } from './searchable-text.ts';

describe('a page as search reads it', () => {
  test('is its printed lines, with blocks apart', () => {
    expect(searchableText(read([['Địa chí', 'Mường Tè'], ['1954']]), 'vie')).toBe('Địa chí\nMường Tè\n\n1954\n');
  });

  test.each([
    ['a French word comes together', 'vie+fra', ['de l’admi-', 'nistration locale'], 'de l’administration\nlocale\n'],
    ['a word in three parts comes together', 'fra', ['incom-', 'préhen-', 'sible ici'], 'incompréhensible\nici\n'],
    ['two syllables stay two', 'vie', ['tỉnh Lai-', 'Châu xưa'], 'tỉnh Lai-Châu\nxưa\n'],
    ['two syllables in small letters stay two', 'vie', ['sự chuyên-', 'chính của'], 'sự chuyên-chính\ncủa\n'],
    ['what looks like syllables in a French text is one word', 'fra', ['a con-', 'tre lui'], 'a contre\nlui\n'],
    ['a soft hyphen goes', 'vie', ['chính\u00AD', 'quyền'], 'chínhquyền\n'],
    ['a double name keeps its hyphen', 'fra', ['Jean-', 'Pierre'], 'Jean-Pierre\n'],
    ['a dash by itself divides nothing', 'vie', ['năm 1954 -', 'hết'], 'năm 1954 -\nhết\n'],
    ['a range of years is no word', 'vie', ['1950-', '1954'], '1950-\n1954\n'],
    ['a hyphen on the last line stays', 'vie', ['còn nữa-'], 'còn nữa-\n'],
  ])('%s', (_, language, lines, expected) => {
    expect(searchableText(read([lines]), language)).toBe(expected);
  });

  test('joins a word over the end of a column too', () => {
    expect(searchableText(read([['une adminis-'], ['tration']]), 'fra')).toBe('une administration\n');
  });

  test('is empty where nothing was read', () => {
    expect(searchableText({ ...reading, kind: 'blank' }, 'vie')).toBe('');
  });
});

const reading = {
  version: 1,
  image: { widthPx: 100, heightPx: 100, type: 'image/png', dpi: 300 },
  engine: { name: 'none', version: '', model: '', settings: {} },
  treatments: [],
  look: null,
} as const;

function read(blocks: readonly (readonly string[])[]): PageText {
  let line = 0;
  const box = { x: 0, y: 0, width: 1, height: 1 };
  const words = blocks.flatMap((lines, block) =>
    lines.flatMap((printed) => {
      const number = line++;
      return printed.split(' ').map((text): Word => ({ text, box, confidence: 1, line: number, block }));
    }),
  );
  return { ...reading, kind: 'read', words, blocks: [], furtherEngines: [], expectedError: null, damage: null };
}
