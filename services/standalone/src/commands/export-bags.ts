import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fieldsOf, isFailure, listOf, orNull, textOf, wholeOf } from '@diachi/domain';
import { EXIT, type ExitCode } from '@diachi/process';
import type { ExportBagsCommand } from '../command.ts';
import type { CommandTools } from './command-tools.ts';
import { onDisk, writeWhole } from './write-whole.ts';

export type ExportBagsTools = CommandTools & { readonly wait: (ms: number) => Promise<void> };

/** A library lets each address ask for so many packages a minute; whoever wants them all waits. */
const WAIT_MS = 10_000;

/**
 * Packs documents for another library, a package (BagIt) each, into a folder: those that are named, or every published one. What is there
 * under that name already is packed anew.
 */
export async function exportBags(tools: ExportBagsTools, { ids, folder }: ExportBagsCommand): Promise<ExitCode> {
  const { terminal } = tools;
  await onDisk(folder, () => mkdir(folder, { recursive: true }));
  let count = 0;
  for await (const id of ids.length > 0 ? ids : publishedIds(tools)) {
    const path = join(folder, `diachi-${id}.zip`);
    await writeWhole(path, await packageOf(tools, id));
    terminal.say(terminal.words.written(path));
    count += 1;
  }
  terminal.say(terminal.words.packed(count));
  return EXIT.done;
}

async function packageOf({ client, wait }: ExportBagsTools, id: string): Promise<Response> {
  for (;;) {
    try {
      return await client.get(`/files/${encodeURIComponent(id)}/bag.zip`);
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.code !== 'access.too-many-tries') throw thrown;
      await wait(WAIT_MS);
    }
  }
}

async function* publishedIds({ client }: ExportBagsTools): AsyncGenerator<string> {
  let after: string | null = null;
  do {
    const address: string = after === null ? '/api/documents' : `/api/documents?after=${encodeURIComponent(after)}`;
    const answer = fieldsOf(await client.json(address));
    const found = listOf(answer['documents'], (raw) => {
      const document = fieldsOf(raw);
      return { id: textOf(document['document']), revision: wholeOf(document['revision'], 0) };
    });
    for (const { id, revision } of found) if (revision > 0) yield id;
    after = orNull(answer['next'], textOf);
  } while (after !== null);
}
