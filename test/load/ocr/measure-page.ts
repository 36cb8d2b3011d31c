import { type PageText, plainText } from '@diachi/page-text';
import type { PageTruth } from '../../fixtures/made-pages/page-truth.ts';
import { comparable, countErrors, type TextErrors } from './character-error.ts';
import { type Matches, matchWords } from './match-words.ts';
import { type MeasuredStructure, measureStructure } from './measured-structure.ts';

/** Words shown with a confidence in one tenth, and how many of them are right. */
export type ConfidenceBin = { readonly words: number; readonly right: number; readonly sum: number };

/** Changes of words: made right what was wrong, made wrong what was right, or neither. */
export type MeasuredChanges = Readonly<
  Record<string, { readonly right: number; readonly wrong: number; readonly neutral: number }>
>;

/** How right one reading of one page is. */
export type PageMeasure = {
  readonly errors: TextErrors;
  /** What the page was told to be; a plain program tells none. */
  readonly kind: PageText['kind'] | null;
  readonly trueKind: PageTruth['kind'];
  readonly expectedError: number | null;
  /** Ten bins of the confidence of words, from 0; empty where none is told. */
  readonly confidence: readonly ConfidenceBin[];
  readonly changes: MeasuredChanges;
  /** Null where the truth of structure is not known, or nothing was told of it. */
  readonly structure: MeasuredStructure | null;
};

/** Compares what was read with what is on the page. A plain reading is a text and nothing more. */
export function measurePage(exact: string, truth: PageTruth | null, read: PageText | string): PageMeasure {
  const text = typeof read === 'string' ? read : plainText(read);
  const measured = {
    errors: countErrors(exact, text),
    trueKind: truth?.kind ?? 'text',
    confidence: [],
    changes: {},
    structure: null,
  };
  if (typeof read === 'string') return { ...measured, kind: null, expectedError: null };
  if (read.kind !== 'read') return { ...measured, kind: read.kind, expectedError: null };
  const words = truth?.words.map(({ text: word }) => word) ?? exact.split(/\s+/).filter((word) => word !== '');
  const matches = matchWords(
    words,
    read.words.map(({ text: word }) => word),
  );
  return {
    ...measured,
    kind: 'read',
    expectedError: read.expectedError,
    confidence: confidenceBins(words, read, matches),
    changes: changesOf(words, read, matches),
    structure: truth && read.blocks.length > 0 ? measureStructure(truth, read, matches) : null,
  };
}

type ReadPage = Extract<PageText, { kind: 'read' }>;

function confidenceBins(truth: readonly string[], { words }: ReadPage, matches: Matches): readonly ConfidenceBin[] {
  const bins = Array.from({ length: 10 }, () => ({ words: 0, right: 0, sum: 0 }));
  for (const [at, { text, confidence }] of words.entries()) {
    const bin = bins[Math.min(9, Math.floor(confidence * 10))];
    if (!bin) continue;
    bin.words++;
    bin.sum += confidence;
    if (isSame(truth[matches[at] ?? -1], text)) bin.right++;
  }
  return bins;
}

function changesOf(truth: readonly string[], { words }: ReadPage, matches: Matches): MeasuredChanges {
  const counts: Record<string, { right: number; wrong: number; neutral: number }> = {};
  for (const [at, { text, change }] of words.entries()) {
    if (!change) continue;
    counts[change.why] ??= { right: 0, wrong: 0, neutral: 0 };
    const count = counts[change.why] as { right: number; wrong: number; neutral: number };
    const wanted = truth[matches[at] ?? -1];
    if (isSame(wanted, text)) count.right++;
    else if (isSame(wanted, change.from)) count.wrong++;
    else count.neutral++;
  }
  return counts;
}

const isSame = (wanted: string | undefined, text: string) =>
  wanted !== undefined && comparable(wanted) === comparable(text);
