import { EXIT, type ExitCode } from '@diachi/process';
import type { SearchCommand } from '../command.ts';
import type { CommandTools } from './command-tools.ts';

type Found = {
  readonly total: number;
  readonly hits: readonly {
    readonly document: string;
    readonly title: string;
    readonly pages: readonly { readonly page: number; readonly label: string; readonly snippet: string }[];
  }[];
  readonly corrections: readonly { readonly typed: string; readonly meant: string }[];
  readonly wordStart: string | null;
};

/** Finds documents and their best pages. */
export async function search({ client, terminal }: CommandTools, command: SearchCommand): Promise<ExitCode> {
  const query = new URLSearchParams({ q: command.query, limit: String(command.limit) });
  const { total, hits, corrections, wordStart } = (await client.json(`/api/search?${query}`)) as Found;

  if (command.isJson) {
    const found = hits.map(({ document, title, pages }) => ({
      document,
      title,
      pages: pages.map(({ page, label, snippet }) => ({ page, label, snippet })),
    }));
    terminal.printJson({ total, hits: found });
    return EXIT.done;
  }
  const { words } = terminal;
  for (const { typed, meant } of corrections) terminal.say(words.meant(typed, meant));
  if (wordStart !== null) terminal.say(words.begun(wordStart));
  terminal.print(words.found(total));
  for (const { document, title, pages } of hits) {
    terminal.print(`\n${title}  [${document}]`);
    for (const { label, snippet } of pages) terminal.print(`  ${words.page(label)}: ${snippet.replaceAll('\n', ' ')}`);
  }
  return EXIT.done;
}
