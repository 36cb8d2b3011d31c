import type { DocumentFailure, DocumentRecord, DocumentState, PageSummary } from '@diachi/domain';
import { EXIT, type ExitCode } from '@diachi/process';
import type { CommandTools } from './command-tools.ts';

type Shown = {
  readonly document: string;
  readonly title: string;
  readonly record: DocumentRecord;
  readonly state: DocumentState;
  readonly failure: DocumentFailure | null;
  readonly pages: readonly (Pick<PageSummary, 'label' | 'state'> & Partial<Pick<PageSummary, 'reason'>>)[];
};

/** One document: its record, and what became of each page. */
export async function show(
  { client, terminal }: CommandTools,
  { id, isJson }: { readonly id: string; readonly isJson: boolean },
): Promise<ExitCode> {
  const shown = (await client.json(`/api/documents/${encodeURIComponent(id)}`)) as Shown;
  if (isJson) {
    terminal.printJson(shown);
    return EXIT.done;
  }
  const { words } = terminal;
  const { title, document, record, state, failure, pages } = shown;
  terminal.print(`${title}  [${document}]`);
  const facts = [record.library, record.collection, record.kind, record.date?.text ?? '', record.language];
  terminal.print(`  ${facts.filter((fact) => fact !== '').join(' · ')}`);
  terminal.print(`  ${words.states[state]}${failure ? `: ${terminal.describe(failure)}` : ''}`);
  for (const { label, state: pageState, reason } of pages) {
    terminal.print(
      `  ${words.page(label)}: ${words.pageStates[pageState]}${reason ? ` (${terminal.describe(reason)})` : ''}`,
    );
  }
  return EXIT.done;
}
