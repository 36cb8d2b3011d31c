import type { BlockRole, Box, Cell, Word } from '../page-text.ts';
import type { Line } from './line.ts';
import type { Paragraph } from './paragraphs.ts';

/** A block before its lines are numbered. */
export type Draft = {
  readonly role: BlockRole;
  readonly lines: readonly DraftLine[];
  /** What a heading's level is found from; null on anything else. */
  readonly heading: Paragraph | null;
  /** Of a region without words. */
  readonly box: Box | null;
};

type DraftLine = {
  readonly words: readonly (Word & { readonly cell?: Cell })[];
  readonly startsParagraph: boolean;
};

export const draftOf = (role: BlockRole, paragraphs: readonly Paragraph[]): Draft => ({
  role,
  lines: paragraphs.flatMap(({ lines, isStart }) =>
    lines.map(({ words }: Line, place) => ({ words, startsParagraph: isStart && place === 0 })),
  ),
  heading: role === 'heading' ? (paragraphs[0] ?? null) : null,
  box: null,
});
