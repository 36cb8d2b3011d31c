import { type ReadElement, textIn } from '@diachi/xml';

/** Twice as much as any field of ours takes. */
const MOST = 10_000;
/** More marks on one letter than any writing has take a time to sort that grows with their square. Source: Unicode Standard Annex 15, section 13. */
const tooManyMarks = /(\p{M}{30})\p{M}+/gu;

/** What stands in an element, as far as it can be of use: no text is so long that reading it holds up everything else. */
export const toldText = (element: ReadElement): string => textIn(element).slice(0, MOST).replace(tooManyMarks, '$1');
