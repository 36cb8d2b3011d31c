import type { DocumentFailure, DocumentState } from '@diachi/domain';
import { EXIT, type ExitCode } from '@diachi/process';
import type { IngestCommand } from '../command.ts';
import { followWork, sayOutcome } from '../follow-work.ts';
import type { ProgressDisplay } from '../progress-display.ts';
import { type FileEntry, takeIn } from '../take-in.ts';
import type { CommandTools } from './command-tools.ts';

export type IngestTools = CommandTools & {
  readonly display: ProgressDisplay;
  /** Rejects when the signal is aborted. */
  readonly wait: (ms: number) => Promise<void>;
  /** Nobody else would go on with the work when this process ends. */
  readonly isAlone: boolean;
};

type Found = {
  readonly title: string;
  readonly state: DocumentState;
  readonly pageCount: number | null;
  readonly failure: DocumentFailure | null;
  readonly isIndexed: boolean;
};

const LOOK_EVERY_MS = 300;

/** Takes files in and waits: for each document to be looked into, or, when asked to, until it can be found. */
export async function ingest(tools: IngestTools, command: IngestCommand): Promise<ExitCode> {
  const { client, terminal, display, isAlone } = tools;
  const ending = new AbortController();
  const following = followWork({ client, terminal, display, signal: ending.signal, isTelling: false });
  let entries: readonly FileEntry[];
  try {
    const taken = await takeIn({ client, terminal }, command);
    entries = await settle(tools, taken, command.isWaiting || isAlone ? isOver : isCounted);
  } finally {
    ending.abort();
    await following;
    display.close();
  }
  // Of what was refused there are no pages.
  if (command.isJson) terminal.print(JSON.stringify(entries.map((entry) => ({ ...entry, pages: entry.pages ?? 0 }))));
  return entries.some(({ state }) => state === 'refused' || state === 'failed') ? EXIT.refused : EXIT.done;
}

/** It can be found, or it never will be without a person. */
const isOver = ({ state, failure, isIndexed }: Found) =>
  state === 'published' ? isIndexed || failure !== null : state === 'failed' || state === 'refused';

/** Intake has looked inside. */
const isCounted = ({ state }: Found) => state !== 'received';

async function settle(
  { client, terminal, wait }: IngestTools,
  entries: readonly FileEntry[],
  isSettled: (found: Found) => boolean,
): Promise<readonly FileEntry[]> {
  const settled = new Map<string, Found>();
  for (const { document } of entries) {
    if (document === null || settled.has(document)) continue;
    for (;;) {
      const found = (await client.json(`/api/documents/${document}`)) as Found;
      settled.set(document, found);
      if (isSettled(found)) break;
      await wait(LOOK_EVERY_MS);
    }
    const found = settled.get(document);
    if (found) sayOutcome(terminal, found);
  }
  return entries.map((entry) => {
    const found = entry.document === null ? null : settled.get(entry.document);
    if (!found) return entry;
    const reason = found.failure ? terminal.describe(found.failure) : entry.reason;
    return { ...entry, state: found.state, pages: found.pageCount, ...(reason && { reason }) };
  });
}
