import type { SettledQuery } from '@diachi/vietnamese';

/** What was found, and the start of a word it was found by when whole words found nothing. */
export type Asked<Found> = { readonly found: Found; readonly wordStart: string | null };

type Ways<Found> = {
  readonly read: (isTyping: boolean) => SettledQuery;
  readonly find: (query: SettledQuery) => Promise<Found>;
  readonly isNothing: (found: Found) => Promise<boolean>;
};

/** Asks for whole words; where that finds nothing, once more with the last word as the start of one. */
export async function findByWordStart<Found>({ read, find, isNothing }: Ways<Found>): Promise<Asked<Found>> {
  const found = await find(read(false));
  if (!(await isNothing(found))) return { found, wordStart: null };

  const begun = read(true);
  const wordStart = begun.parsed.parts.at(-1)?.words.at(-1)?.typed;
  // A quote that was closed ends its word, and one letter is no start.
  if (!begun.isOpen || wordStart === undefined) return { found, wordStart: null };
  const foundByStart = await find(begun);
  return (await isNothing(foundByStart)) ? { found, wordStart: null } : { found: foundByStart, wordStart };
}
