import { failuresEn } from './failures-en.ts';

/** Every code that is told to people or programs, in order. */
export const FAILURE_CODES: readonly string[] = Object.keys(failuresEn).toSorted();
