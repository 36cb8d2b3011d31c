import type { Box, Word } from '../page-text.ts';
import { columnDrafts } from './column-drafts.ts';
import type { Draft } from './draft.ts';
import { type Line, lineOf, linesOfColumn } from './line.ts';
import { measuresOf } from './measures.ts';
import { type EdgePiece, takeEdges } from './page-edges.ts';
import { type Piece, piecesOf, regionPiece } from './piece.ts';
import { flowOf } from './reads-on.ts';
import { frameSpan, type Section, sectionsOf } from './sections.ts';
import { tableRows } from './table-rows.ts';

export type AreaToArrange = {
  readonly area: Box;
  readonly otherScript: readonly Box[];
  readonly isOrdered: boolean;
};

/** One area of a page, which is read by itself, as blocks in reading order. */
export function arrangeArea(words: readonly Word[], { area, otherScript, isOrdered }: AreaToArrange): readonly Draft[] {
  const hints = { top: area.y, height: area.height };
  const { heads, body, feet } = takeEdges([...piecesOf(words), ...otherScript.map(regionPiece)], hints);
  const sections = mendOrder(body, sectionsOf(body), isOrdered);
  const columns = sections.map((section) => (section.kind === 'column' ? linesOfColumn(section.pieces) : []));
  const usual = measuresOf(columns);
  const drafts = sections.flatMap((section, place) => {
    if (section.kind === 'table') return [tableDraft(section)];
    const setting = {
      frame: section.frame,
      isBeside: section.isBeside ?? false,
      usual,
      heightPx: area.y + area.height,
    };
    return withRegions(columns[place] ?? [], section.pieces, (lines) => columnDrafts(lines, setting));
  });
  return [...heads.map(edgeDraft), ...drafts, ...feet.map(edgeDraft)];
}

const edgeDraft = ({ role, pieces }: EdgePiece): Draft => ({
  role,
  lines: [{ words: lineOf(pieces, Number.POSITIVE_INFINITY).words, startsParagraph: true }],
  heading: null,
  box: null,
});

function tableDraft({ grid }: Section & { readonly kind: 'table' }): Draft {
  const lines = tableRows(grid).map((row) => ({
    words: row.map(({ word, cell }) => ({ ...word, cell })),
    startsParagraph: false,
  }));
  return { role: 'table', lines, heading: null, box: null };
}

/** Puts regions without words between the lines they stand between. */
function withRegions(
  lines: readonly Line[],
  pieces: readonly Piece[],
  draftsOf: (lines: readonly Line[]) => readonly Draft[],
): readonly Draft[] {
  const regions = pieces.filter(({ words }) => words.length === 0).toSorted((one, other) => one.top - other.top);
  const drafts: Draft[] = [];
  let from = 0;
  for (const region of regions) {
    const below = lines.findIndex((line, place) => place >= from && line.base > (region.top + region.base) / 2);
    const to = below < 0 ? lines.length : below;
    if (to > from) drafts.push(...draftsOf(lines.slice(from, to)));
    drafts.push(regionDraft(region));
    from = to;
  }
  return from < lines.length ? [...drafts, ...draftsOf(lines.slice(from))] : drafts;
}

const regionDraft = ({ left, right, top, base }: Piece): Draft => ({
  role: 'other-script',
  lines: [],
  heading: null,
  box: { x: left, y: top, width: right - left, height: base - top },
});

/** How much better the text must read on in another order to be put in it, in lines that run on. */
const BETTER = 2;

/**
 * Where sentences run on much better in the order the words had, that order stands: columns were seen that are none. Words that were in
 * order as a rule are left in it unless sentences run on much better without.
 */
function mendOrder(pieces: readonly Piece[], sections: readonly Section[], isOrdered: boolean): readonly Section[] {
  const given = pieces.toSorted((one, other) => one.place - other.place);
  const placeOf = new Map(given.flatMap(({ words }) => words).map((word, place) => [word, place]));
  const place = ({ words: [first] }: Line) => (first ? (placeOf.get(first) ?? 0) : 0);
  const found = longLines(sections);
  const before = found.toSorted((one, other) => place(one) - place(other));
  if (found.every((line, at) => line === before[at])) return sections;
  const gain = flowOf(found) - flowOf(before);
  if (isOrdered) return gain > BETTER ? sections : engineSections(given);
  return gain < -BETTER && !sections.some(({ kind }) => kind === 'table') ? engineSections(given) : sections;
}

const longLines = (sections: readonly Section[]): readonly Line[] =>
  sections
    .flatMap((section) => (section.kind === 'column' ? linesOfColumn(section.pieces) : []))
    .filter((line) => line.words.length > 2);

function engineSections(pieces: readonly Piece[]): readonly (Section & { readonly kind: 'column' })[] {
  const groups = new Map<number, Piece[]>();
  for (const piece of pieces) {
    const block = piece.words[0]?.block ?? -1;
    const group = groups.get(block);
    if (group) group.push(piece);
    else groups.set(block, [piece]);
  }
  return [...groups.values()].map((group) => ({ kind: 'column', pieces: group, frame: frameSpan(group) }));
}
