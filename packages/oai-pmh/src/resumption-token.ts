import { parseDatestamp } from './datestamp.ts';
import { isSetSpec, type ListPlace, type ListRequest, METADATA_PREFIX } from './list-request.ts';

/** Where a list of sets or of records goes on. */
export type Resumption =
  | { readonly verb: 'ListSets'; readonly after: string }
  | { readonly verb: ListRequest['verb']; readonly list: ListRequest; readonly place: ListPlace };

const VERSION = '1';
const PLACE = /^[\w:.-]{1,100}$/;
const COUNT = /^\d{1,12}$/;

/**
 * A token that says all of a request and how far it was answered, so that nothing has to be kept here and it holds as long as the library does.
 * Its end tells whether it came back whole. No part of it has a comma: the parts are set specs, datestamps, formats and numbers.
 */
export function writeResumptionToken(resumption: Resumption): string {
  const parts =
    resumption.verb === 'ListSets'
      ? [VERSION, resumption.verb, resumption.after]
      : [VERSION, resumption.verb, ...partsOf(resumption)];
  const told = parts.join(',');
  return `${told},${checksum(told)}`;
}

/** Null for anything `writeResumptionToken` never wrote. */
export function parseResumptionToken(token: string): Resumption | null {
  const end = token.lastIndexOf(',');
  const told = token.slice(0, Math.max(end, 0));
  if (end < 0 || checksum(told) !== token.slice(end + 1)) return null;
  const [version, verb, ...rest] = told.split(',');
  if (version !== VERSION) return null;
  const [after = ''] = rest;
  if (verb === 'ListSets') return rest.length === 1 && isSetSpec(after) ? { verb, after } : null;
  if (verb === 'ListIdentifiers' || verb === 'ListRecords') return parseList(verb, rest);
  return null;
}

const partsOf = ({ list, place }: Exclude<Resumption, { verb: 'ListSets' }>): readonly string[] => [
  list.metadataPrefix,
  list.from ?? '',
  list.until ?? '',
  list.set ?? '',
  place.after,
  String(place.cursor),
  String(place.size ?? ''),
];

function parseList(verb: ListRequest['verb'], parts: readonly string[]): Resumption | null {
  const [metadataPrefix = '', from = '', until = '', set = '', after = '', cursor = '', size = ''] = parts;
  const isAsWritten =
    parts.length === 7 &&
    METADATA_PREFIX.test(metadataPrefix) &&
    [from, until].every((time) => time === '' || parseDatestamp(time)?.granularity === 'second') &&
    (set === '' || isSetSpec(set)) &&
    PLACE.test(after) &&
    COUNT.test(cursor) &&
    (size === '' || COUNT.test(size));
  if (!isAsWritten) return null;
  return {
    verb,
    list: { verb, metadataPrefix, from: from || null, until: until || null, set: set || null },
    place: { after, cursor: Number(cursor), size: size === '' ? null : Number(size) },
  };
}

/** Tells a token that was cut or mistyped: 32 bits, FNV-1a. It keeps nobody from making one, who could as well ask what it asks. */
function checksum(text: string): string {
  let sum = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return sum.toString(36);
}
