import type { SearchQuery } from '@diachi/ports';
import { fold } from '@diachi/vietnamese';
import type { MadeUpLibrary } from './made-up-library.ts';

export type QueryKind = { readonly name: string; readonly queries: readonly SearchQuery[] };

/** What people ask, kind by kind; every query of a kind is another one. */
export function queryKinds({ syllables, compounds }: MadeUpLibrary, perKind: number): readonly QueryKind[] {
  const from = <Item>(list: readonly Item[], first: number, step: number): readonly Item[] =>
    Array.from({ length: perKind }, (_, at) => list[(first + at * step) % list.length] as Item);
  const kind = (name: string, texts: readonly string[], more: Partial<SearchQuery> = {}): QueryKind => ({
    name,
    queries: texts.map((text) => ({ text, ...more })),
  });
  const quoted = (text: string) => `"${text}"`;
  const longer = syllables.filter((word) => fold(word).length >= 6);

  return [
    kind('ordinary word', from(syllables, 150, 7)),
    kind('rare word', from(syllables, 4_500, 11)),
    kind('two words', from(compounds, 100, 13)),
    kind('phrase in quotes', from(compounds, 100, 13).map(quoted)),
    kind('phrase of the commonest words', from(compounds, 0, 1).map(quoted)),
    kind('without marks', from(compounds, 107, 13).map(fold)),
    kind(
      'four words',
      from(compounds, 50, 9).map((words, at) => `${words} ${compounds[200 + at]}`),
    ),
    kind(
      'most common word',
      Array.from({ length: perKind }, () => syllables[0] ?? ''),
    ),
    kind(
      'two most common words',
      Array.from({ length: perKind }, (_, at) => `${syllables[at % 3]} ${syllables[3 + (at % 5)]}`),
    ),
    kind('typing error', from(longer, 20, 5).map(swapLetters)),
    kind(
      'while typing',
      from(compounds, 100, 13).map((words) => words.slice(0, -1)),
      { isTyping: true },
    ),
    kind('filtered', from(syllables, 150, 7), { filter: { kinds: ['book'], decades: [1950, 1960] } }),
    kind('by date, third page', from(syllables, 150, 7), { sort: 'newest', offset: 40 }),
    kind(
      'everything, by filter',
      Array.from({ length: perKind }, () => ''),
      { filter: { kinds: ['map'] } },
    ),
  ];
}

/** A slip of the fingers: the third and fourth letter change places, or the third is doubled where they are the same. */
function swapLetters(word: string): string {
  const letters = [...fold(word)];
  const [third = '', fourth = ''] = letters.slice(2, 4);
  letters.splice(2, 2, ...(third === fourth ? [third, third, third] : [fourth, third]));
  return letters.join('');
}
