/** A word's evidence and whether it was right. */
export type Observation = { readonly evidence: readonly number[]; readonly isRight: boolean };

// Keeps weights small where few words tell; the whole of the words has thousands of times its pull.
const RIDGE = 1;
const MOST_STEPS = 50;

/** The weights under which what was observed is likeliest: logistic regression by Newton's method, with a little pull to zero. */
export function fitWeights(observations: readonly Observation[]): readonly number[] {
  const size = observations[0]?.evidence.length ?? 0;
  let weights = new Array<number>(size).fill(0);
  for (let step = 0; step < MOST_STEPS; step++) {
    const change = newtonStep(observations, weights);
    weights = weights.map((weight, place) => weight + (change[place] as number));
    if (change.every((one) => Math.abs(one) < 1e-6)) break;
  }
  return weights;
}

function newtonStep(observations: readonly Observation[], weights: readonly number[]): readonly number[] {
  const slope = weights.map((weight) => -RIDGE * weight);
  const bend = weights.map((_, row) => weights.map((__, column) => (row === column ? RIDGE : 0)));
  for (const { evidence, isRight } of observations) {
    const score = evidence.reduce((sum, one, place) => sum + one * (weights[place] as number), 0);
    const likely = 1 / (1 + Math.exp(-score));
    const spread = likely * (1 - likely);
    for (const [row, one] of evidence.entries()) {
      slope[row] = (slope[row] as number) + one * ((isRight ? 1 : 0) - likely);
      const line = bend[row] as number[];
      for (const [column, other] of evidence.entries()) line[column] = (line[column] as number) + spread * one * other;
    }
  }
  return solve(bend, slope);
}

/** Solves a system of linear equations by elimination, the largest pivot first. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, place) => [...row, right[place] as number]);
  const size = rows.length;
  const cell = (row: number, column: number) => rows[row]?.[column] as number;
  for (let pivot = 0; pivot < size; pivot++) {
    let best = pivot;
    for (let row = pivot + 1; row < size; row++) {
      if (Math.abs(cell(row, pivot)) > Math.abs(cell(best, pivot))) best = row;
    }
    const [chosen, moved] = [rows[best] as number[], rows[pivot] as number[]];
    rows[pivot] = chosen;
    rows[best] = moved;
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue;
      const share = cell(row, pivot) / cell(pivot, pivot);
      rows[row] = (rows[row] as number[]).map((value, column) => value - share * (chosen[column] as number));
    }
  }
  return rows.map((row, place) => (row[size] as number) / (row[place] as number));
}
