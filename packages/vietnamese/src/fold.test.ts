import { expect, test } from 'vitest';
import { fold } from './fold.ts';

test.each([
  ['Địa chí Lai Châu', 'dia chi lai chau'],
  ['ĐẶNG NGHIÊM TRƯỜNG ƠƯĂÂÊÔ', 'dang nghiem truong ouaaeo'],
  ['Ðiện Biên', 'dien bien'],
  ['Việt'.normalize('NFD'), 'viet'],
  ['Français, crème brûlée, l’œuvre', 'francais, creme brulee, l’œuvre'],
  ['漢喃 𡨸 Ａ１', '漢喃 𡨸 a1'],
  ['ЖИЗНЬ Ελλάς', 'жизнь ελλάς'],
  ['İstanbul straße', 'istanbul straße'],
  ['', ''],
])('%s is looked for as %s', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test('a folded text is exactly as long as its NFC form, whatever is in it', () => {
  const everything = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).join('');

  for (const text of [everything, 'a\u0323\u0302\u0301\u0301 \ud800 ﬁ ŉ ǰ', 'Ký tự \ufeff lạ'.normalize('NFD')]) {
    expect(fold(text)).toHaveLength(text.normalize('NFC').length);
  }
});

test('folding twice changes nothing', () => {
  const once = fold('Nghị quyết số 12-NQ/TW, ngày 7 tháng 5 năm 1954');

  expect(fold(once)).toBe(once);
});
