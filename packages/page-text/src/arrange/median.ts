/** The value in the middle; of an even number the upper of the two, of none 0. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value below which a share of the others lie; of none 0. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
