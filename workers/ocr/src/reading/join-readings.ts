import type { Engine, Word } from '@diachi/page-text';

/** What one reading gave: its words, and what read some of them again, as their `reader` counts. */
export type OneReading = { readonly words: readonly Word[]; readonly furtherEngines: readonly Engine[] };

/** Readings one after the other as one: lines, blocks and further engines are counted on. */
export function joinReadings(readings: readonly OneReading[]): OneReading {
  const words: Word[] = [];
  const furtherEngines: Engine[] = [];
  let last = { line: -1, block: -1 };
  for (const reading of readings) {
    const { line, block } = last;
    const readers = reading.furtherEngines.map((engine) => placeAmong(furtherEngines, engine));
    for (const word of reading.words) {
      const joined = { ...word, line: line + 1 + word.line, block: block + 1 + word.block };
      const reader = word.reader === undefined ? undefined : readers[word.reader];
      words.push(reader === undefined ? joined : { ...joined, reader });
      last = { line: Math.max(last.line, joined.line), block: Math.max(last.block, joined.block) };
    }
  }
  return { words, furtherEngines };
}

/** Where an engine stands among others, which it joins when it is new. */
function placeAmong(engines: Engine[], engine: Engine): number {
  const known = engines.findIndex((one) => JSON.stringify(one) === JSON.stringify(engine));
  return known === -1 ? engines.push(engine) - 1 : known;
}
