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

const FIRST_LOOK_MS = 200;
const LONGEST_LOOK_MS = 3_000;

/** Takes files in and waits: for each document to be looked into, or, when asked to, until it can be found. */
export async function ingest(tools: IngestTools, command: IngestCommand): Promise<ExitCode> {
  const { client, terminal, display, isAlone } = tools;
  const ending = new AbortController();
  const ours = new Set<string>();
  const isOurs = (id: string) => ours.has(id);
  const following = followWork({ client, terminal, display, signal: ending.signal, isTelling: false, isOurs });
  let entries: readonly FileEntry[];
  try {
    const taken = await takeIn({ client, terminal, onDocument: (id) => ours.add(id) }, command);
    entries = await settle(tools, taken, command.isWaiting || isAlone ? isOver : isCounted);
  } finally {
    ending.abort();
    await following;
    display.close();
  }
  // Of what was refused there are no pages.
  if (command.isJson)
    terminal.printJson(entries.map(({ trouble, ...entry }) => ({ ...entry, pages: entry.pages ?? 0 })));
  return endingOf(entries);
}

/** What can be tried again as it is comes before what cannot. */
export function endingOf(entries: readonly Pick<FileEntry, 'document' | 'state' | 'trouble'>[]): ExitCode {
  if (entries.some(({ document, trouble }) => document === null && trouble === 'bug')) return EXIT.bug;
  if (entries.some(({ trouble }) => trouble === 'unavailable')) return EXIT.unavailable;
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
    // What takes long is looked at less often, and never with all its pages.
    for (let waitMs = FIRST_LOOK_MS; ; waitMs = Math.min(waitMs * 1.5, LONGEST_LOOK_MS)) {
      const found = (await client.json(`/api/documents/${document}?pages=none`)) as Found;
      settled.set(document, found);
      if (isSettled(found)) break;
      await wait(waitMs);
    }
    const found = settled.get(document);
    if (found) sayOutcome(terminal, found);
  }
  return entries.map((entry) => {
    const found = entry.document === null ? null : settled.get(entry.document);
    if (!found) return entry;
    const reason = found.failure ? terminal.describe(found.failure) : entry.reason;
    const trouble = found.state === 'failed' || found.state === 'refused' ? (found.failure?.kind ?? null) : null;
    return { ...entry, state: found.state, pages: found.pageCount, trouble, ...(reason && { reason }) };
  });
}
