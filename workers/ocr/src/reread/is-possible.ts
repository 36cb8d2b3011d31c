import { isSyllable } from '@diachi/vietnamese';

/** Whether a printed word, signs around it apart, is made of possible syllables, or has no letters and may be any number or sign. */
export function isPossible(text: string): boolean {
  const core = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  if (!/\p{L}/u.test(core)) return true;
  return core.split(/[-‐–/.,]/u).every((part) => part === '' || isSyllable(part));
}
