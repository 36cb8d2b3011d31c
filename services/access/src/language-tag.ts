const tags: Readonly<Record<string, string>> = {
  vie: 'vi',
  fra: 'fr',
  eng: 'en',
  chi_sim: 'zh-Hans',
  chi_tra: 'zh-Hant',
};

/** The main language of a document as BCP 47 names it: `vi` for `vie+fra`. What has no short name keeps its three letters. */
export function toLanguageTag(language: string): string {
  const [main = ''] = language.split('+');
  return tags[main] ?? main.slice(0, 3);
}
