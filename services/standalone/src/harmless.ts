// Control characters, those that turn the direction of writing, and those that end a line elsewhere than in a file.
const INVISIBLE = String.raw`\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069`;
const inLines = new RegExp(`(?!\\n)[${INVISIBLE}]`, 'gu');
const inLine = new RegExp(`[${INVISIBLE}]`, 'gu');

/** Text as a terminal may show it: what a file's name holds of a terminal's control sequences does nothing. */
export const harmless = (text: string): string => text.replace(inLines, '\uFFFD');

/** The same for a value that stands in a sentence, which it cannot break into two. */
export const inOneLine = (value: string): string => value.replace(inLine, '\uFFFD');

/** A value as JSON that means the same and that a terminal may show. */
export const harmlessJson = (value: unknown): string =>
  JSON.stringify(value).replace(inLine, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
