import { expect, test } from 'vitest';
import { isSyllable, possibleSyllables } from './syllable.ts';

test.each(
  `a á ăn ấm ong oản uyên yêu yên ý uống ưa ước ơi ễnh
   địa chí Lai Châu tỉnh nghiêng nghìn nghĩa ngành ngoài ngoèo khuỷu khuya khuyết khuỵu
   giếng gì gìn già giặc giết giữ giường giỗ gieo giêng giúp giỏi
   quý quốc quả quyển quyết quanh quần quẻ quở queo quăng quỳnh quýt quen
   kỹ kĩ lý mỹ hy sĩ thuở huơ xoong moóc goòng oẳng ngoằn hoạch huếch huênh tuýp loắt
   thuý thúy hoà hòa khoẻ khỏe qúy huỷ hủy loè lòe
   Pa Pả pin cuốc cua cuối cuộc của ngừng rượu bưởi hươu tựu bướm
   ngoém quặp quều quính quíu quí qui quít chưn khoèo huơ nguều khuếch xoèn
   tiếng việt nam dân chủ cộng hòa độc lập tự do hạnh phúc`.split(/\s+/),
)('%s is a possible syllable', (word) => {
  expect(isSyllable(word)).toBe(true);
  expect(isSyllable(word.normalize('NFD'))).toBe(true);
  expect(isSyllable(word.toUpperCase())).toBe(true);
});

test.each([
  ...'this and of province Indochine été français f w j z wa zo fa hmông'.split(' '),
  ...['cac', 'hat', 'bàc', 'bảp', 'sãch'], // closed by p t c ch: only sắc and nặng
  ...['ki\u0301\u0301', 'hóá', 'tóán'], // one tone mark
  ...['lọai', 'tóan', 'gíêng', 'tìêng', 'hụyện', 'mùôn'], // tone on the wrong letter
  ...['ka', 'ko', 'ci', 'ce', 'gê', 'ngi', 'nghà', 'gha', 'coa', 'iêu', 'qa', 'qoa'], // spelling
  ...['b', 'ng', 'tr', 'baa', 'bănh', 'ưnh', 'ơng', 'âo', 'ăi', 'êo', 'nghiênggg', '', '12', 'a1', '漢'],
])('%s is none', (word) => {
  expect(isSyllable(word)).toBe(false);
});

test('every syllable that can be made can be recognised, and there are about as many as the books say', () => {
  const all = possibleSyllables();

  expect(all.filter((word) => !isSyllable(word))).toEqual([]);
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(14_000);
  expect(all.length).toBeLessThan(20_000);
});
