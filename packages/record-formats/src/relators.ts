import type { CreatorPart } from '@diachi/domain';

/** A part somebody had: its code in the MARC relator list, and its word in Vietnamese. */
export type Relator = { readonly code: string; readonly term: string };

const relators: Readonly<Record<CreatorPart, Relator>> = {
  author: { code: 'aut', term: 'tác giả' },
  editor: { code: 'edt', term: 'biên tập' },
  translator: { code: 'trl', term: 'người dịch' },
  compiler: { code: 'com', term: 'biên soạn' },
  issuer: { code: 'isb', term: 'cơ quan ban hành' },
  photographer: { code: 'pht', term: 'người chụp ảnh' },
  cartographer: { code: 'ctg', term: 'người vẽ bản đồ' },
  contributor: { code: 'ctb', term: 'cộng tác' },
};

export const relatorOf = (part: CreatorPart): Relator => relators[part];

/** No word for a part, nor the address of one, is as long. */
const MOST_WORD = 100;

/** The part a code or a word of a catalogue means. Codes we have no word for are those of contributors. */
export function partCalled(words: readonly string[]): CreatorPart | undefined {
  const asked = words.map((word) =>
    word
      .trim()
      .slice(0, MOST_WORD)
      .toLowerCase()
      .replace(/[.,;:]+$/, '')
      .replace(/^.*\/relators\//, ''),
  );
  const found = asked.map((word) => byWord.get(word)).find((part) => part !== undefined);
  return found ?? (asked.length > 0 ? 'contributor' : undefined);
}

const byWord = new Map<string, CreatorPart>([
  ...Object.entries(relators).flatMap(([part, { code, term }]): [string, CreatorPart][] => [
    [code, part as CreatorPart],
    [term, part as CreatorPart],
    [part, part as CreatorPart],
  ]),
  ['cre', 'author'],
  ['creator', 'author'],
  ['art', 'author'],
  ['pbd', 'editor'],
  ['chủ biên', 'editor'],
  ['dịch giả', 'translator'],
  ['dịch', 'translator'],
  ['issuing body', 'issuer'],
  ['nhiếp ảnh', 'photographer'],
]);
