import type { BlockRole, Cell, PageText } from '@diachi/page-text';
import type { PageTruth } from '../../fixtures/made-pages/page-truth.ts';
import type { Matches } from './match-words.ts';

/** How many there are, how many were told, and how many of these are right. */
export type Found = { readonly right: number; readonly there: number; readonly told: number };

export type MeasuredStructure = {
  readonly roles: Readonly<Partial<Record<BlockRole, Found>>>;
  readonly cells: Found;
  readonly paragraphs: Found;
  readonly divisions: Found;
};

type ReadPage = Extract<PageText, { kind: 'read' }>;

const ROLES_TOLD_APART: readonly BlockRole[] = [
  'heading',
  'running-head',
  'page-number',
  'table',
  'caption',
  'footnote',
];

/** Compares the parts of a page with the truth, by the words in them; words that were misread count like others. */
export function measureStructure(truth: PageTruth, read: ReadPage, matches: Matches): MeasuredStructure {
  const roles = Object.fromEntries(
    ROLES_TOLD_APART.map((role) => [role, roleFound(role, truth, read, matches)] as const).filter(
      ([, { there, told }]) => there + told > 0,
    ),
  );
  return {
    roles,
    cells: cellsFound(truth, read, matches),
    paragraphs: found(
      paragraphStarts(truth.words, truth.blocks),
      paragraphStarts(read.words, read.blocks).map((word) => matches[word] ?? -1),
    ),
    divisions: found(
      truth.words.flatMap(({ division }, word) => (division ? [word] : [])),
      read.words.flatMap(({ division }, word) => (division ? [matches[word] ?? -1] : [])),
    ),
  };
}

/** A block is found when most of its words stand in blocks that are told to be the same. */
function roleFound(role: BlockRole, truth: PageTruth, read: ReadPage, matches: Matches): Found {
  const isTrue = (word: number | null | undefined) =>
    word != null && truth.blocks[truth.words[word]?.block ?? -1]?.role === role;
  const toldWords = new Set(
    read.words.flatMap(({ block }, at) => (read.blocks[block]?.role === role ? [matches[at] ?? -1] : [])),
  );
  const blocks = (words: readonly { readonly block: number }[], of: readonly { readonly role: BlockRole }[]) => {
    const byBlock = new Map<number, number[]>();
    for (const [at, { block }] of words.entries())
      if (of[block]?.role === role) byBlock.set(block, [...(byBlock.get(block) ?? []), at]);
    return [...byBlock.values()];
  };
  const isMost = (words: readonly number[], is: (word: number) => boolean) =>
    words.filter(is).length * 2 > words.length;
  const there = blocks(truth.words, truth.blocks);
  const told = blocks(read.words, read.blocks).filter((words) => !isMost(words, (at) => isTrue(matches[at])));
  const right = there.filter((words) => isMost(words, (word) => toldWords.has(word))).length;
  // What was told falsely stands beside what was found, so that several lines of one heading do not count as several.
  return { right, there: there.length, told: right + told.length };
}

/** A cell is right when its words, no more and no fewer, are in one cell that lies to the others as it should. */
function cellsFound(truth: PageTruth, read: ReadPage, matches: Matches): Found {
  const there = cellsOf(truth.words.map(({ cell, block }, word) => ({ cell, block, word })));
  const told = cellsOf(read.words.map(({ cell, block }, at) => ({ cell, block, word: matches[at] ?? -1 })));
  const byWords = new Map(told.map((cell) => [cell.words, cell]));
  const offsets = new Map<string, number>();
  for (const { words, row, column } of there) {
    const same = byWords.get(words);
    if (!same) continue;
    const offset = `${row - same.row} ${column - same.column}`;
    offsets.set(offset, (offsets.get(offset) ?? 0) + 1);
  }
  return { right: Math.max(0, ...offsets.values()), there: there.length, told: told.length };
}

type CellWord = { readonly cell: Cell | undefined; readonly block: number; readonly word: number };

function cellsOf(words: readonly CellWord[]) {
  const cells = new Map<string, { row: number; column: number; words: number[] }>();
  for (const { cell, block, word } of words) {
    if (!cell) continue;
    const key = `${block} ${cell.row} ${cell.column}`;
    const known = cells.get(key);
    if (known) known.words.push(word);
    else cells.set(key, { ...cell, words: [word] });
  }
  return [...cells.values()].map((cell) => ({
    ...cell,
    words: cell.words.toSorted((one, two) => one - two).join(' '),
  }));
}

/** Places of the words that begin a paragraph of running text. */
function paragraphStarts(
  words: readonly { readonly block: number; readonly line: number }[],
  blocks: readonly { readonly role: BlockRole; readonly paragraphs: readonly number[] }[],
): number[] {
  const starts = blocks.flatMap(({ role, paragraphs }, block) =>
    role === 'text' ? paragraphs.map((line) => `${block} ${line}`) : [],
  );
  const first = new Map<string, number>();
  for (const [at, { block, line }] of words.entries()) {
    const key = `${block} ${line}`;
    if (!first.has(key)) first.set(key, at);
  }
  return starts.flatMap((key) => first.get(key) ?? []);
}

function found(there: readonly number[], told: readonly number[]): Found {
  const wanted = new Set(there);
  return { right: told.filter((word) => wanted.has(word)).length, there: there.length, told: told.length };
}
