import type { PageIndex } from '@diachi/domain';
import type { Box, PageText, Word } from '@diachi/page-text';
import type { HitOptions } from '@diachi/vietnamese';
import { placesOnPage } from './hits-on-page.ts';

/** One line's part of what was found: a phrase may go over the end of a line. */
export type HitPart = {
  /** The first and the last of its words on the page. */
  readonly first: number;
  readonly last: number;
  readonly text: string;
  /** In pixels of the page image. */
  readonly box: Box;
};

/** One place where something was found, and what stands around it. */
export type Hit = {
  readonly page: PageIndex;
  readonly parts: readonly HitPart[];
  readonly before: string;
  readonly after: string;
};

const WORDS_AROUND = 8;

/** Every place of one page that a query matches, as the reading page marks them. */
export function pageHits(page: PageIndex, text: PageText, query: string, options: HitOptions): readonly Hit[] {
  if (text.kind !== 'read') return [];
  const { words } = text;
  return placesOnPage(text, query, options).map((place) => {
    const first = place[0] ?? 0;
    const last = place.at(-1) ?? first;
    return {
      page,
      parts: partsOf(words, place),
      before: textOf(words.slice(Math.max(0, first - WORDS_AROUND), first)),
      after: textOf(words.slice(last + 1, last + 1 + WORDS_AROUND)),
    };
  });
}

function partsOf(words: readonly Word[], place: readonly number[]): readonly HitPart[] {
  const lines: number[][] = [];
  for (const index of place) {
    const line = lines.at(-1);
    if (line && words[line.at(-1) ?? -1]?.line === words[index]?.line) line.push(index);
    else lines.push([index]);
  }
  return lines.map((line) => {
    const found = line.flatMap((index) => words[index] ?? []);
    return { first: line[0] ?? 0, last: line.at(-1) ?? 0, text: textOf(found), box: boxAround(found) };
  });
}

const textOf = (words: readonly Word[]) => words.map(({ text }) => text).join(' ');

/** The least rectangle that words stand in. */
export function boxAround(words: readonly Pick<Word, 'box'>[]): Box {
  const x = Math.min(...words.map(({ box }) => box.x));
  const y = Math.min(...words.map(({ box }) => box.y));
  const right = Math.max(...words.map(({ box }) => box.x + box.width));
  const bottom = Math.max(...words.map(({ box }) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
