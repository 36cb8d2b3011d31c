import type { PageLanguage } from './page-language.ts';

/** What may stand at a place: a word in canonical form, and what speaks for it beside its neighbours, as a logarithm. */
export type Candidate = { readonly word: string; readonly evidence: number };

/** One place of a run; its candidates, what was read first. */
export type Place = readonly Candidate[];

/**
 * How likely each candidate of each place of a run is, all ways of going through the run taken together: the forward–backward algorithm
 * (L. R. Rabiner, "A tutorial on hidden Markov models", Proceedings of the IEEE 77, 1989) over pairs of neighbouring words.
 */
export function likeliestWords(
  run: readonly Place[],
  language: PageLanguage,
  weight: number,
): readonly (readonly number[])[] {
  const step = (before: string | null, { word }: Candidate) => weight * Math.log(language(word, before));
  const forward: number[][] = [];
  for (const [at, place] of run.entries()) {
    const previous = run[at - 1];
    const reached = forward[at - 1] ?? [];
    forward.push(
      place.map((candidate) =>
        previous
          ? candidate.evidence +
            sumOfLogs(previous.map(({ word }, from) => (reached[from] as number) + step(word, candidate)))
          : candidate.evidence + step(null, candidate),
      ),
    );
  }
  const likely: (readonly number[])[] = [];
  let backward: readonly number[] = run.at(-1)?.map(() => 0) ?? [];
  for (let at = run.length - 1; at >= 0; at -= 1) {
    const place = run[at] as Place;
    const next = run[at + 1];
    if (next) {
      const after = backward;
      backward = place.map(({ word }) =>
        sumOfLogs(next.map((candidate, to) => step(word, candidate) + candidate.evidence + (after[to] as number))),
      );
    }
    const here = place.map((_, candidate) => (forward[at]?.[candidate] as number) + (backward[candidate] as number));
    const all = sumOfLogs(here);
    likely[at] = here.map((logarithm) => Math.exp(logarithm - all));
  }
  return likely;
}

function sumOfLogs(logarithms: readonly number[]): number {
  const most = Math.max(...logarithms);
  return most + Math.log(logarithms.reduce((sum, one) => sum + Math.exp(one - most), 0));
}
