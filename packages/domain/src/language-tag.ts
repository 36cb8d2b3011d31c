const tags: Readonly<Record<string, string>> = {
  vie: 'vi',
  fra: 'fr',
  eng: 'en',
  lat: 'la',
  deu: 'de',
  rus: 'ru',
  lao: 'lo',
  tha: 'th',
  khm: 'km',
  jpn: 'ja',
  kor: 'ko',
  chi_sim: 'zh-Hans',
  chi_tra: 'zh-Hant',
};

/** The main language of a record (`vie+fra`) as programs outside OCR write it, a BCP 47 tag: `vi`. */
export function languageTag(language: string): string {
  const main = language.split('+')[0] ?? '';
  // ISO 639-3 codes of three letters are tags themselves: the languages of our minorities have no shorter ones.
  return tags[main] ?? main.slice(0, 3);
}
