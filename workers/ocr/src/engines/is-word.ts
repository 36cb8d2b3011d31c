/** False for nothing at all, and for the rules of a table, which an engine reads as upright strokes. */
export const isWord = (text: string): boolean => /[^\s|¦]/.test(text);
