import type { SourceCode } from '@diachi/domain';
import {
  type Identity,
  NotOaiError,
  readAnswer,
  readFormats,
  readIdentity,
  readRecords,
  type ToldAnswer,
  type ToldFormat,
} from '@diachi/oai-pmh';
import { XmlError } from '@diachi/xml';
import { readBrokenPage } from './read-broken-page.ts';
import { readToldRecord, type TakenRecord } from './read-told-record.ts';

/** What an answer is read for. */
export type ReadingTask =
  | { readonly kind: 'identity' }
  | { readonly kind: 'formats' }
  | { readonly kind: 'page'; readonly source: SourceCode; readonly metadataPrefix: string };

/** One page of a list, as it is taken in. */
export type TakenPage = Pick<ToldAnswer, 'responseDate' | 'errors'> & {
  readonly taken: readonly TakenRecord[];
  /** How many records it names, one that is named twice once. */
  readonly named: number;
  readonly token: string | null;
  readonly size: number | null;
};

export type Told = {
  readonly identity: Identity;
  readonly formats: readonly ToldFormat[];
  readonly page: TakenPage;
};

/** What was read; or why it cannot be: something else than OAI-PMH answers there, or OAI-PMH that is damaged. */
export type ReadTold<Kind extends keyof Told = keyof Told> =
  | { readonly told: Told[Kind] }
  | { readonly fault: 'not-oai' | 'unreadable'; readonly why: string };

export type TaskOf<Kind extends keyof Told> = Extract<ReadingTask, { readonly kind: Kind }>;

/** Reads an answer of another repository, of at most so many bytes. Plain data in and out, so that a thread can do it. */
export function readTold<Kind extends keyof Told>(body: Uint8Array, most: number, task: TaskOf<Kind>): ReadTold<Kind>;
export function readTold(body: Uint8Array, most: number, task: ReadingTask): ReadTold {
  try {
    if (task.kind === 'identity') return { told: readIdentity(readAnswer(body, most)) };
    if (task.kind === 'formats') return { told: readFormats(readAnswer(body, most)) };
    return { told: readPage(body, most, task) };
  } catch (thrown) {
    if (thrown instanceof NotOaiError) return { fault: 'not-oai', why: thrown.message };
    if (thrown instanceof XmlError)
      return { fault: looksLikePage(body) ? 'not-oai' : 'unreadable', why: thrown.message };
    throw thrown;
  }
}

function readPage(body: Uint8Array, most: number, { source, metadataPrefix }: TaskOf<'page'>): TakenPage {
  const { answer, broken } = readBrokenPage(body, most);
  const { responseDate, errors } = answer;
  const { items, token, size } = readRecords(answer);
  const taken = [...items, ...broken].map((one) => readToldRecord(source, metadataPrefix, one));
  const named = new Set([...items, ...broken].map(({ identifier }) => identifier)).size;
  return { responseDate, errors, token, size, taken, named };
}

const looksLikePage = (body: Uint8Array): boolean =>
  /<(?:!doctype html|html)\b/i.test(new TextDecoder('latin1').decode(body.subarray(0, 1_000)));
