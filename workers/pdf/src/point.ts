/** A length in points as it is written in a PDF: to a thousandth, finer than any printer. */
export const point = (value: number): number => Math.round(value * 1e3) / 1e3;
