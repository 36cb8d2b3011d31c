import { join, resolve, sep } from 'node:path';
import type { DocumentState, FailureDetails } from '@diachi/domain';
import type { Grouping, RecordOptions } from './command.ts';
import type { LibraryClient } from './library-client.ts';
import type { Terminal } from './terminal.ts';

export type TakeInCommand = Grouping & { readonly paths: readonly string[]; readonly record: RecordOptions };

/** What became of one file. `pages` is null until they are counted, `document` when it was not taken. */
export type FileEntry = {
  readonly file: string;
  readonly document: string | null;
  readonly state: DocumentState;
  readonly pages: number | null;
  readonly reason?: string;
};

type Answer = Omit<FileEntry, 'reason'> & {
  readonly isNew: boolean;
  readonly code?: string;
  readonly reason?: string;
  readonly details?: FailureDetails;
};

const NO_SCAN = 'upload.not-supported';

/** Has the library take in files and folders of this machine, and tells of each. Files are named as they were given. */
export async function takeIn(
  { client, terminal }: { readonly client: LibraryClient; readonly terminal: Terminal },
  { paths, isTogether, isEach, record }: TakeInCommand,
): Promise<readonly FileEntry[]> {
  const given = new Map(paths.map((path) => [resolve(path), path]));
  const body = { paths: [...given.keys()], together: isTogether, each: isEach, record };
  const entries: FileEntry[] = [];
  // What lies beside scans in a folder (notes, lists) is told in one line.
  const besides: string[] = [];
  for await (const answer of client.lines('/api/ingest', body)) {
    const { file, document, state, pages, isNew, code, reason: message = '', details = {} } = answer as Answer;
    const reason = code === undefined ? '' : terminal.describe({ kind: 'invalid', code, message, details });
    const name = asGiven(file, given);
    entries.push({ file: name, document, state, pages, ...(reason !== '' && { reason }) });
    const { words } = terminal;
    if (document !== null) terminal.say(isNew ? words.taken(name, document) : words.known(name, document));
    else if (code === NO_SCAN && !given.has(file)) besides.push(name);
    else terminal.say(words.refused(name, reason));
  }
  if (besides.length > 0) terminal.say(terminal.words.besides(besides.length, besides.slice(0, 3).join(', ')));
  return entries;
}

/** A file under a folder that was named is shown from that name on. */
function asGiven(file: string, given: ReadonlyMap<string, string>): string {
  const exactly = given.get(file);
  if (exactly !== undefined) return exactly;
  for (const [path, name] of given) {
    const folder = path.endsWith(sep) ? path : `${path}${sep}`;
    if (file.startsWith(folder)) return join(name, file.slice(folder.length));
  }
  return file;
}
