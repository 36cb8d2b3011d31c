import { frameOf } from '../frame.ts';
import type { Block, Box, Word } from '../page-text.ts';
import { arrangeArea } from './arrange-area.ts';
import { divisionOf, type IsSyllable, restOfDivided } from './divisions.ts';
import type { Draft } from './draft.ts';
import { levelsOf } from './kinds.ts';

/** What is known of a page beside its words. Everything in pixels of the page image. */
export type PageToArrange = {
  readonly width: number;
  readonly height: number;
  /** What is read one after the other, as facing pages are; left out where that is the whole page. */
  readonly areas?: readonly Box[] | undefined;
  /** Regions in letters no engine here reads. */
  readonly otherScript?: readonly Box[] | undefined;
  /** True where the order of the words is known to be good as a rule: what came with the document is in its author's order. */
  readonly isOrdered?: boolean | undefined;
  /** Given for Vietnamese text, which keeps the hyphens of its compounds at the end of a line. */
  readonly isSyllable?: IsSyllable | undefined;
};

export type ArrangedPage = { readonly words: readonly Word[]; readonly blocks: readonly Block[] };

/**
 * Words as an engine left them, in the order they are read and told apart as columns, tables, headings, paragraphs, notes, running heads and
 * page numbers. Nothing is taken from them and nothing added; whatever order they had is kept where the page does not say another.
 */
export function arrangePage(words: readonly Word[], page: PageToArrange): ArrangedPage {
  if (words.length > MOST_WORDS) return { words, blocks: [] };
  const areas =
    page.areas && page.areas.length > 0 ? page.areas : [{ x: 0, y: 0, width: page.width, height: page.height }];
  const shares = areas.map((): Word[] => []);
  for (const word of words) shares[nearest(word.box, areas)]?.push(word);
  const drafts = areas.flatMap((area, place) =>
    arrangeArea(shares[place] ?? [], {
      area,
      otherScript: (page.otherScript ?? []).filter((region) => nearest(region, areas) === place),
      isOrdered: page.isOrdered ?? false,
    }),
  );
  return number(drafts, page.isSyllable);
}

/** More than the fullest page of a newspaper has: what has more is kept as it is, since looking at each against all takes too long. */
const MOST_WORDS = 12_000;

/** Number of the area a box lies in, or lies nearest to. */
function nearest({ x, y, width, height }: Box, areas: readonly Box[]): number {
  const distances = areas.map((area) => {
    const across = Math.max(area.x - (x + width / 2), x + width / 2 - area.x - area.width, 0);
    const down = Math.max(area.y - (y + height / 2), y + height / 2 - area.y - area.height, 0);
    return across + down;
  });
  return Math.max(0, distances.indexOf(Math.min(...distances)));
}

function number(drafts: readonly Draft[], isSyllable: IsSyllable | undefined): ArrangedPage {
  const words: Word[] = [];
  const blocks: Block[] = [];
  const levels = levelsByHeading(drafts);
  let line = 0;
  for (const [block, draft] of drafts.entries()) {
    const paragraphs: number[] = [];
    const own: Word[] = [];
    for (const { words: printed, startsParagraph } of draft.lines) {
      if (startsParagraph) paragraphs.push(line);
      for (const { cell, division: _, ...word } of printed) own.push({ ...word, line, block, ...(cell && { cell }) });
      line++;
    }
    blocks.push({ role: draft.role, box: draft.box ?? frameOf(own), level: levels.get(draft) ?? null, paragraphs });
    for (const word of own) words.push(word);
  }
  return { words: divide(words, blocks, isSyllable), blocks };
}

function levelsByHeading(drafts: readonly Draft[]): ReadonlyMap<Draft, number> {
  const headings = drafts.flatMap((draft) => (draft.heading ? [{ draft, heading: draft.heading }] : []));
  const levels = levelsOf(headings.map(({ heading }) => heading));
  return new Map(headings.map(({ draft }, place) => [draft, levels[place] ?? 1]));
}

/** Marks words that go on at the beginning of the next line. */
const divide = (
  words: readonly Word[],
  blocks: readonly Block[],
  isSyllable: IsSyllable | undefined,
): readonly Word[] =>
  words.map((word, place) => {
    if (!DIVIDES.test(word.text)) return word;
    const rest = restOfDivided(words, blocks, place);
    const division = rest && divisionOf(word.text, rest.text, isSyllable);
    return division ? { ...word, division } : word;
  });

const DIVIDES = /\p{L}[-\u2010\u00AD\u00AC]$/u;
