const RANGE = 0xa1;

// Letters of the bytes A1–FE; a dot where TCVN3 has none. Capitals with tones are in a font of their own, at the same bytes.
const TCVN3 = 'ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ';

/** Reads TCVN3 (ABC) text whose bytes were taken for Latin-1. */
export const decodeTcvn3 = (text: string): string =>
  text.replace(/[\u00a1-\u00fe]/g, (character) => {
    const letter = TCVN3.charAt(character.charCodeAt(0) - RANGE);
    return letter === '.' || letter === '' ? character : letter;
  });

// VNI writes a vowel and then a sign for its marks.
const VNI_SIGNS: Readonly<Record<string, string>> = {
  ù: '\u0301',
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
};
const VNI_LETTERS: Readonly<Record<string, string>> = {
  ñ: 'đ',
  ô: 'ơ',
  ö: 'ư',
  í: 'í',
  ì: 'ì',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
};

/** Reads VNI text whose bytes were taken for Latin-1, in small letters. */
export const decodeVni = (text: string): string =>
  text
    .toLowerCase()
    .replace(/([aeouyôö])([ùøûõïâáàåãäêéèúüë])/g, (_, vowel: string, sign: string) => vowelOf(vowel) + VNI_SIGNS[sign])
    .replace(/[ñôöíìæóòî]/g, (letter) => VNI_LETTERS[letter] ?? letter)
    .normalize('NFC');

const vowelOf = (vowel: string) => VNI_LETTERS[vowel] ?? vowel;
