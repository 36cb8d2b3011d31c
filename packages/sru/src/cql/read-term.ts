import { Refusal } from '../diagnostics.ts';

/** A term as it is meant: without its escapes; `isBegun` where `*` stands at its end, for any letters that may follow. */
export type CqlTerm = { readonly text: string; readonly isBegun: boolean };

/** Reads what masks and anchors in a term. Only `*` at its end can be answered. Fails with diagnostics 27, 28, 31 and 49. */
export function readTerm(written: string): CqlTerm {
  const signs = [...written.matchAll(/\\([\s\S])|([*?^])/g)].filter(([, escaped]) => escaped === undefined);
  for (const { 2: sign, index } of signs) {
    if (sign === '?') throw new Refusal(28, '?');
    if (sign === '^') throw new Refusal(31, '^');
    if (index !== written.length - 1) throw new Refusal(49, '*');
  }
  const isBegun = signs.length > 0;
  const text = (isBegun ? written.slice(0, -1) : written).replace(/\\([\s\S])/g, '$1');
  if (text.trim() === '') throw new Refusal(27, written);
  return { text, isBegun };
}
