import type { Writable } from 'node:stream';
import { type FailureNote, noteFailure } from '@diachi/domain';
import { failureText, type Language } from '@diachi/messages';
import { harmless, harmlessJson, inOneLine } from './harmless.ts';
import { wordsEn } from './words-en.ts';
import type { Words } from './words-vi.ts';
import { wordsVi } from './words-vi.ts';

/** Where a person reads what goes on. Values asked for are printed on standard output; everything else is said beside it. */
export type Terminal = {
  readonly words: Words;
  readonly language: Language;
  /** A value that was asked for: a line of it, on standard output. */
  print(line: string): void;
  /** The one JSON value that was asked for, on standard output. */
  printJson(value: unknown): void;
  /** What goes on, in plain words. */
  say(line: string): void;
  /** A failure in words, in the person's language. */
  describe(failure: FailureNote): string;
  /** A failure that ends everything, in both languages: whoever sets a library up may not be who uses it. */
  sayFailure(thrown: unknown): void;
};

export type TerminalOptions = {
  readonly language: Language;
  readonly out: Pick<Writable, 'write'>;
  readonly say: (text: string) => void;
};

export function createTerminal({ language, out, say }: TerminalOptions): Terminal {
  const sayLine = (line: string) => say(`${harmless(line)}\n`);
  return {
    words: wordsIn(language),
    language,
    print: (line) => void out.write(`${harmless(line)}\n`),
    printJson: (value) => void out.write(`${harmlessJson(value)}\n`),
    say: sayLine,
    describe: (failure) => inOneLine(failureText(failure, language)),
    sayFailure: (thrown) => {
      const note = noteFailure(thrown);
      // Nobody foresaw it, so whoever is told has to be told where it was.
      if (note.kind === 'bug' && thrown instanceof Error) return sayLine(thrown.stack ?? thrown.message);
      const other: Language = language === 'vi' ? 'en' : 'vi';
      for (const text of new Set([failureText(note, language), failureText(note, other)])) sayLine(inOneLine(text));
    },
  };
}

const spoken: Readonly<Record<Language, Words>> = { vi: withHarmlessValues(wordsVi), en: withHarmlessValues(wordsEn) };

/** What the terminal says in a language. No value put into a sentence can break its line or turn it round. */
export const wordsIn = (language: Language): Words => spoken[language];

function withHarmlessValues(words: Words): Words {
  const entries = Object.entries(words).map(([name, said]) => {
    if (typeof said !== 'function') return [name, said];
    const fill = said as (...values: unknown[]) => string;
    const clean = (value: unknown) => (typeof value === 'string' ? inOneLine(value) : value);
    return [name, (...values: unknown[]) => fill(...values.map(clean))];
  });
  return Object.fromEntries(entries) as Words;
}
