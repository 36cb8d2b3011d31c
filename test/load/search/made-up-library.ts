import { DOCUMENT_KINDS, parseDocumentId, parseRecord } from '@diachi/domain';
import type { IndexedDocument, IndexedPage } from '@diachi/ports';
import { possibleSyllables } from '@diachi/vietnamese';
import { createRandom, shuffled, zipfPicker } from './random.ts';

const PAGE_CHARACTERS = 2_000;
const SYLLABLES = 6_000;
const COMPOUNDS = 20_000;
// The commonest syllables of real prose come first, so that the commonest words are as short as they are in books.
const COMMONEST =
  'và của các là có được trong cho một những người không với đã khi này ở để về năm ra nhân dân từ theo trên tỉnh huyện xã'.split(
    ' ',
  );

export type MadeUpLibrary = {
  /** Most frequent first. */
  readonly syllables: readonly string[];
  readonly compounds: readonly string[];
  documents(pages: number): Generator<{ readonly document: IndexedDocument; readonly pages: readonly IndexedPage[] }>;
};

/** Documents nobody wrote, with words as frequent as in prose: half of a page's syllables stand in one of 20,000 compounds. */
export function makeUpLibrary(seed = 1): MadeUpLibrary {
  const random = createRandom(seed);
  const others = possibleSyllables().filter((syllable) => !COMMONEST.includes(syllable));
  const syllables = [...COMMONEST, ...shuffled(others, random)].slice(0, SYLLABLES);
  const pickSyllable = zipfPicker(syllables, random);
  const compounds = [...new Set(Array.from({ length: COMPOUNDS }, () => `${pickSyllable()} ${pickSyllable()}`))];
  const pickCompound = zipfPicker(compounds, random);

  const words = (characters: number): string => {
    let text = '';
    while (text.length < characters) {
      const word = random() < 0.5 ? pickCompound() : pickSyllable();
      const roll = random();
      text += roll < 0.01 ? `${Math.floor(random() * 2_000)} ` : roll < 0.08 ? `${word}, ` : `${word} `;
      if (random() < 0.08) text += '\n';
    }
    return capital(text.trim());
  };
  const record = () => {
    const year = 1900 + Math.floor(random() * 120);
    return parseRecord({
      title: words(20 + random() * 60),
      library: `thu-vien-${Math.floor(random() ** 2 * 15)}`,
      collection: random() < 0.3 ? '' : `Bộ sưu tập ${Math.floor(random() ** 2 * 40)}`,
      kind: DOCUMENT_KINDS[Math.floor(random() ** 2 * DOCUMENT_KINDS.length)],
      date: random() < 0.2 ? null : String(year),
      language: random() < 0.1 ? 'vie+fra' : 'vie',
    });
  };

  return {
    syllables,
    compounds,
    *documents(pages) {
      let made = 0;
      for (let number = 0; made < pages; number += 1) {
        // From single photographs and cuttings to thick books; about 20 pages on average.
        const length = Math.min(pages - made, Math.ceil(random() ** 3 * 80));
        made += length;
        yield {
          document: {
            id: parseDocumentId(number.toString(36).padStart(16, '0')),
            record: record(),
            receivedAt: new Date(Date.UTC(2020, 0, 1) + number * 60_000).toISOString(),
          },
          pages: Array.from({ length }, (_, page) => ({
            page,
            label: String(page + 1),
            text: words(PAGE_CHARACTERS * (0.6 + random() * 0.8)),
          })),
        };
      }
    },
  };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
