import { join, resolve, sep } from 'node:path';
import { type DocumentState, type FailureDetails, type FailureKind, naturalOrder } from '@diachi/domain';
import type { PassedOver, TakenFile } from '@diachi/upload-service';
import type { Grouping, RecordOptions } from './command.ts';
import type { LibraryClient } from './library-client.ts';
import type { Terminal } from './terminal.ts';

export type TakeInTools = {
  readonly client: LibraryClient;
  readonly terminal: Terminal;
  /** Called with each document as soon as it is known. */
  readonly onDocument?: (id: string) => void;
};

export type TakeInCommand = Grouping & { readonly paths: readonly string[]; readonly record: RecordOptions };

/** What became of one file. `pages` is null until they are counted, `document` when it was not taken. */
export type FileEntry = {
  readonly file: string;
  readonly document: string | null;
  readonly state: DocumentState;
  readonly pages: number | null;
  readonly reason?: string;
  /** Why it was not taken, or its document failed; null otherwise. */
  readonly trouble: FailureKind | 'bug' | null;
};

/** How the library answers for a file. */
type Answer = Omit<TakenFile, 'details'> & { readonly details?: FailureDetails };

/**
 * Has the library take in files and folders of this machine, and tells of each. Files are named as they were given, in the order of
 * the paths and of a folder's own. Fails, before anything is taken, when what is said of the documents cannot be used.
 */
export async function takeIn(
  { client, terminal, onDocument = () => undefined }: TakeInTools,
  { paths, isTogether, isEach, record }: TakeInCommand,
): Promise<readonly FileEntry[]> {
  const { words } = terminal;
  const given = new Map(paths.map((path) => [resolve(path), path]));
  const body = { paths: [...given.keys()], together: isTogether, each: isEach, record };
  const entries: { readonly path: string; readonly entry: FileEntry }[] = [];
  // What lies beside scans in a folder (notes, lists) is told in one line.
  const besides: string[] = [];
  for await (const value of client.lines('/api/ingest', body)) {
    const answer = value as Answer | PassedOver;
    const name = asGiven(answer.file, given);
    if ('isPassedOver' in answer) {
      besides.push(name);
      continue;
    }
    const entry = entryOf(terminal, name, answer);
    entries.push({ path: answer.file, entry });
    const { document, isNew, newLibrary } = answer;
    if (newLibrary !== undefined) terminal.say(words.newLibrary(newLibrary));
    if (document === null) terminal.say(words.refused(name, entry.reason ?? ''));
    else terminal.say(isNew ? words.taken(name, document) : words.known(name, document));
    if (isNew && entry.reason !== undefined) terminal.say(entry.reason);
    if (document !== null) onDocument(document);
  }
  if (besides.length > 0) terminal.say(words.besides(besides.length, besides.slice(0, 3).join(', ')));
  const places = new Map([...given.keys()].map((path, place) => [path, place]));
  const place = (path: string) => places.get(givenFor(path, given) ?? '') ?? places.size;
  return entries
    .toSorted((one, other) => place(one.path) - place(other.path) || inFolderOrder(one.path, other.path))
    .map(({ entry }) => entry);
}

function entryOf(terminal: Terminal, file: string, answer: Answer): FileEntry {
  const { document, state, pages, code, reason: message = '', details = {} } = answer;
  const reason = code === undefined ? '' : terminal.describe({ kind: 'invalid', code, message, details });
  const notNow = code === 'bug' ? 'bug' : 'unavailable';
  const trouble = document !== null ? null : state === 'failed' ? notNow : 'invalid';
  return { file, document, state, pages, trouble, ...(reason !== '' && { reason }) };
}

/** A file under a folder that was named is shown from that name on. */
function asGiven(file: string, given: ReadonlyMap<string, string>): string {
  const path = givenFor(file, given);
  const name = path === undefined ? undefined : given.get(path);
  if (path === undefined || name === undefined) return file;
  return path === file ? name : join(name, file.slice(path.length));
}

/** The path that was named for a file: itself, or a folder it lies in. */
function givenFor(file: string, given: ReadonlyMap<string, string>): string | undefined {
  if (given.has(file)) return file;
  return [...given.keys()].find((path) => file.startsWith(path.endsWith(sep) ? path : `${path}${sep}`));
}

/** As folders are gone through: name by name, so that a folder's files stay together. */
function inFolderOrder(one: string, other: string): number {
  const [names, others] = [one.split(sep), other.split(sep)];
  const at = names.findIndex((name, place) => name !== others[place]);
  if (at < 0) return names.length - others.length;
  return naturalOrder(names[at] ?? '', others[at] ?? '');
}
