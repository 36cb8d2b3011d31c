/** From one to the other: years stand close to their dash, longer words apart from it. */
export const spanOf = (from: string, to: string): string =>
  /\s/.test(from + to) ? `${from} – ${to}` : `${from}–${to}`;
