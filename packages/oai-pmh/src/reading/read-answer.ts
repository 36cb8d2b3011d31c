import { attributeOf, childOf, childrenOf, parseXml, type ReadElement, textIn } from '@diachi/xml';

/** What another repository says of itself. Source: OAI-PMH 2.0, section 4.2. */
export type Identity = {
  readonly name: string;
  readonly granularity: 'day' | 'second';
  readonly deletedRecord: 'no' | 'transient' | 'persistent';
  readonly earliestDatestamp: string;
};

/** A record as it came: `metadata` is null when it is gone, or when nothing came with it. */
export type ToldRecord = {
  readonly identifier: string;
  readonly datestamp: string;
  readonly sets: readonly string[];
  readonly isDeleted: boolean;
  readonly metadata: ReadElement | null;
};

export type ToldFormat = { readonly prefix: string; readonly namespace: string; readonly schema: string };

/** One page of a list, and what the next is asked with; null at its end. */
export type ToldPage<Item> = {
  readonly items: readonly Item[];
  readonly token: string | null;
  /** How many the whole list has, where it is told. */
  readonly size: number | null;
};

/** What a repository refuses in the words of the protocol. Codes that it does not know are kept as they are. */
type ToldError = { readonly code: string; readonly words: string };

/** What came, as far as it can be understood. `responseDate` is null where it is no moment. */
export type ToldAnswer = {
  readonly responseDate: string | null;
  readonly errors: readonly ToldError[];
  /** The element that answers the verb; null where there is none. */
  readonly body: ReadElement | null;
};

/** The answer is not one of OAI-PMH: a page for people, most often. */
export class NotOaiError extends Error {
  override readonly name = 'NotOaiError';
}

const VERBS = ['Identify', 'ListMetadataFormats', 'ListSets', 'ListRecords', 'ListIdentifiers', 'GetRecord'] as const;

/**
 * Reads an answer of another repository. Names go by what they are called, for some repositories write them in no namespace, or in that of
 * another version. Fails with an `XmlError` or a `NotOaiError`.
 */
export function readAnswer(source: Uint8Array, most: number): ToldAnswer {
  const root = parseXml(trimmed(source), { most });
  if (root.name !== 'OAI-PMH') throw new NotOaiError(`The answer is <${root.name}>, not <OAI-PMH>.`);
  const moment = textOf(childOf(root, 'responseDate'));
  return {
    responseDate: Number.isNaN(Date.parse(moment)) ? null : moment,
    errors: childrenOf(root, 'error').map((one) => ({
      code: (attributeOf(one, 'code') ?? '').trim(),
      words: textIn(one).replace(/\s+/g, ' ').trim().slice(0, 500),
    })),
    body: childrenOf(root).find(({ name }) => (VERBS as readonly string[]).includes(name)) ?? null,
  };
}

/** Some programs send empty lines before the declaration, which XML does not allow. */
function trimmed(source: Uint8Array): Uint8Array {
  let at = 0;
  while (at < source.length && [0x20, 0x09, 0x0a, 0x0d].includes(source[at] as number)) at += 1;
  return source.subarray(at);
}

/** Fails with a `NotOaiError` when it says nothing of itself. */
export function readIdentity({ body }: ToldAnswer): Identity {
  if (body?.name !== 'Identify') throw new NotOaiError('The answer does not say what repository this is.');
  const said = (name: string) => textOf(childOf(body, name));
  const deleted = said('deletedRecord').toLowerCase();
  return {
    name: said('repositoryName').slice(0, 200),
    granularity: /ss/i.test(said('granularity')) ? 'second' : 'day',
    deletedRecord: deleted === 'persistent' || deleted === 'transient' ? deleted : 'no',
    earliestDatestamp: said('earliestDatestamp'),
  };
}

export const readFormats = ({ body }: ToldAnswer): readonly ToldFormat[] =>
  (body ? childrenOf(body, 'metadataFormat') : []).map((one) => ({
    prefix: textOf(childOf(one, 'metadataPrefix')),
    namespace: textOf(childOf(one, 'metadataNamespace')),
    schema: textOf(childOf(one, 'schema')),
  }));

/** A record without a header names nothing and is left out. Where an error stands, there are none. Fails with a `NotOaiError` when neither is told. */
export const readRecords = (answer: ToldAnswer): ToldPage<ToldRecord> => {
  if (answer.errors.length > 0) return { items: [], token: null, size: null };
  // Half an answer must not look like the end of a list.
  if (answer.body?.name !== 'ListRecords') throw new NotOaiError('The answer tells neither records nor an error.');
  const page = pageOf(answer.body, 'record', recordOf);
  return { ...page, items: page.items.filter((record) => record !== null) };
};

function recordOf(record: ReadElement): ToldRecord | null {
  const header = childOf(record, 'header');
  const identifier = header && textOf(childOf(header, 'identifier'));
  if (!header || !identifier) return null;
  const holder = childOf(record, 'metadata');
  return {
    identifier,
    datestamp: textOf(childOf(header, 'datestamp')),
    sets: childrenOf(header, 'setSpec').map(textOf),
    isDeleted: (attributeOf(header, 'status') ?? '').trim().toLowerCase() === 'deleted',
    metadata: (holder && childrenOf(holder)[0]) ?? null,
  };
}

function pageOf<Item>(body: ReadElement, name: string, read: (element: ReadElement) => Item): ToldPage<Item> {
  const token = childOf(body, 'resumptionToken');
  const size = Number(token && attributeOf(token, 'completeListSize')?.trim());
  return {
    items: childrenOf(body, name).map(read),
    // An empty one says that this was the last page.
    token: tokenIn(token),
    size: Number.isSafeInteger(size) && size > 0 ? size : null,
  };
}

/** Longer than any address is sent with. */
const MOST_TOKEN = 8_000;

function tokenIn(element: ReadElement | undefined): string | null {
  const token = textOf(element);
  if (token.length <= MOST_TOKEN) return token || null;
  throw new NotOaiError(`The resumption token has more than ${MOST_TOKEN} characters.`);
}

const textOf = (element: ReadElement | undefined): string => (element ? textIn(element).trim() : '');
