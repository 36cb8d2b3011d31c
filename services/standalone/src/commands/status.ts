import { DOCUMENT_STATES, type DocumentState } from '@diachi/domain';
import { EXIT, type ExitCode } from '@diachi/process';
import type { CommandTools } from './command-tools.ts';

/** How many documents are in which state. */
export async function status(
  { client, terminal }: CommandTools,
  { isJson }: { readonly isJson: boolean },
): Promise<ExitCode> {
  const { documents } = (await client.json('/api/status')) as { documents: Record<DocumentState, number> };
  if (isJson) terminal.printJson(documents);
  else for (const state of DOCUMENT_STATES) terminal.print(`${documents[state]} ${terminal.words.states[state]}`);
  return EXIT.done;
}
