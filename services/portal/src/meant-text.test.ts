import { expect, test } from 'vitest';
import { meantText } from './meant-text.ts';

const corrections = [
  { typed: 'thuw', meant: 'thư' },
  { typed: 'thuw', meant: 'thuê' },
];

test('what was typed right stays as it was typed', () => {
  expect(meantText('"thư viện" tỉnh', [])).toBe('"thư viện" tỉnh');
  expect(meantText('"viện", tỉnh', corrections)).toBe('"viện", tỉnh');
});

test('a word nobody wrote becomes the one that was found on that page', () => {
  const snippet = [
    { text: 'nhà ', isHit: false },
    { text: 'thuê', isHit: true },
  ];

  expect(meantText('Thuw, tỉnh', corrections)).toBe('thư, tỉnh');
  expect(meantText('tỉnh thuw!'.normalize('NFD'), corrections)).toBe('tỉnh thư!');
  expect(meantText('Thuw, tỉnh', corrections, snippet)).toBe('thuê, tỉnh');
});
