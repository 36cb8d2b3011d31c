import type { PageText, Word } from '@diachi/page-text';

/** Words less likely right than this are worth a look: of ten such words, two or more are wrong. */
const DOUBT_BELOW = 0.8;

/** Whether somebody should look at a word: the machine is not sure of it, or has changed it. */
const isDoubtful = ({ confidence, change }: Word): boolean => confidence < DOUBT_BELOW || change !== undefined;

/** Indexes of the words of a page that somebody should look at, in reading order. */
export const doubtfulWords = (text: PageText): readonly number[] =>
  text.kind === 'read' ? text.words.flatMap((word, index) => (isDoubtful(word) ? [index] : [])) : [];
