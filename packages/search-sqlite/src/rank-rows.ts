import type { CompiledQuery } from './compile-query.ts';
import type { MatchingRows } from './matching-rows.ts';

/** How well a row matches; a better one always comes first. Exactly the tones typed weighs more than standing together. */
const LEVEL = {
  corrected: 0,
  scattered: 1,
  near: 2,
  phrase: 3,
  exact: 4,
  exactNear: 5,
  exactPhrase: 6,
} as const;

/** Rows in rising order, and beside them how well each matches. */
export type RankedRows = { readonly rows: Float64Array; readonly levels: Uint8Array };

/** When so many rows are known to match best, nobody will leaf on to where the finer order below them shows. */
const PLENTY = 2_000;

/** Finds every row a question matches, and how well. The strict questions are asked only as far as they matter. */
export function rankRows(query: CompiledQuery, folded: MatchingRows, exact: MatchingRows): RankedRows {
  const rows = folded(query.all);
  const levels = new Uint8Array(rows.length).fill(query.direct === null ? LEVEL.scattered : LEVEL.corrected);
  if (rows.length === 0) return { rows, levels };

  const raise = (ask: MatchingRows, expression: string | null, level: number): number =>
    expression === null ? 0 : raiseLevels(rows, levels, ask(expression), level);

  raise(folded, query.direct, LEVEL.scattered);
  const exactPhrases = raise(exact, query.exactPhrase, LEVEL.exactPhrase);
  if (exactPhrases >= PLENTY) return { rows, levels };
  const exacts = raise(exact, query.exactAll, LEVEL.exact);
  if (exacts > exactPhrases) raise(exact, query.exactNear, LEVEL.exactNear);
  const phrases = raise(folded, query.phrase, LEVEL.phrase);
  if (Math.max(exacts, phrases) < PLENTY) raise(folded, query.near, LEVEL.near);
  return { rows, levels };
}

/** Both lists rise, so one walk along both is enough. Answers how many rows were among them. */
function raiseLevels(rows: Float64Array, levels: Uint8Array, better: Float64Array, level: number): number {
  let at = 0;
  let found = 0;
  for (const row of better) {
    while (at < rows.length && (rows[at] as number) < row) at += 1;
    if (at >= rows.length || rows[at] !== row) continue;
    found += 1;
    if ((levels[at] as number) < level) levels[at] = level;
  }
  return found;
}
