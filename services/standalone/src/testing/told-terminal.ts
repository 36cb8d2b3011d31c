import type { Language } from '@diachi/messages';
import { createTerminal, type Terminal } from '../terminal.ts';

/** A terminal that keeps what it printed and said. */
export function toldTerminal(language: Language): { terminal: Terminal; printed: () => string; said: () => string } {
  let printed = '';
  let said = '';
  const terminal = createTerminal({
    language,
    out: {
      write: (text: string) => {
        printed += text;
        return true;
      },
    },
    say: (text) => {
      said += text;
    },
  });
  return { terminal, printed: () => printed, said: () => said };
}
