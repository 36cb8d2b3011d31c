import { describe, expect, test } from 'vitest';
import { isMojibake } from './is-mojibake.ts';
import { legacyEncodingOf } from './legacy-encoding.ts';
import { syllableShare } from './syllable-share.ts';

const good =
  'Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập – Tự do – Hạnh phúc. Ủy ban nhân dân tỉnh Lai Châu, đặc biệt là các huyện vùng cao.';
const tcvn3 =
  'Céng hßa x· héi chñ nghÜa ViÖt Nam. §éc lËp - Tù do - H¹nh phóc. ñy ban nh©n d©n tØnh Lai Ch©u, ®Æc biÖt lµ c¸c huyÖn vïng cao.';
const vni =
  'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam. Ñoäc laäp - Töï do - Haïnh phuùc. UÛy ban nhaân daân tænh Lai Chaâu, ñaëc bieät laø caùc huyeän vuøng cao.';
const mojibake = 'Cá»™ng hÃ²a xÃ£ há»™i chá»§ nghÄ©a Viá»‡t Nam. Tá»‰nh Lai ChÃ¢u';
const french =
  'La république française a été proclamée à Paris ; les élèves du collège étaient déjà très occupés là-bas.';
const english = 'The province was described in a gazetteer, which was printed in 1954 and is kept in this library.';

describe('the fonts of the years before Unicode', () => {
  test.each([
    ['TCVN3', tcvn3, 'tcvn3'],
    ['VNI', vni, 'vni'],
    ['VNI in capitals', 'COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM', 'vni'],
    ['Unicode', good, null],
    ['Unicode taken apart', good.normalize('NFD'), null],
    ['UTF-8 gone wrong', mojibake, null],
    ['French', french, null],
    ['English', english, null],
    ['Chinese', '漢喃研究院 藏書 目錄', null],
    ['too little to tell', 'ViÖt', null],
    ['nothing', '', null],
  ])('%s', (_, text, encoding) => {
    expect(legacyEncodingOf(text)).toBe(encoding);
  });
});

describe('UTF-8 taken for Windows-1252', () => {
  test.each([
    ['gone wrong', mojibake, true],
    ['gone wrong, with the open bytes as control characters', 'Ä\u0090iá»‡n BiÃªn, Æ°á»\u009bc mÆ¡', true],
    ['Unicode', good, false],
    ['TCVN3', tcvn3, false],
    ['VNI', vni, false],
    ['French', french, false],
    ['one quoted example among good words', `${good} Ví dụ: “Viá»‡t”.`, false],
    ['degrees', 'Nhiệt độ 25Â°C', false],
    ['nothing', '', false],
  ])('%s', (_, text, isBad) => {
    expect(isMojibake(text)).toBe(isBad);
  });
});

describe('the share of possible syllables', () => {
  test.each([
    ['Vietnamese', good, 0.95, 1],
    ['French', french, 0, 0.5],
    ['English', english, 0, 0.5],
    ['mojibake', mojibake, 0, 0.5],
    ['numbers only', '12 345 1954', 0, 0],
    ['nothing', '', 0, 0],
  ])('%s', (_, text, least, most) => {
    expect(syllableShare(text)).toBeGreaterThanOrEqual(least);
    expect(syllableShare(text)).toBeLessThanOrEqual(most);
  });
});
