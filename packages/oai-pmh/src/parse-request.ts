import { parseDatestamp } from './datestamp.ts';
import { isSetSpec, type ListPlace, type ListRequest, METADATA_PREFIX } from './list-request.ts';
import type { OaiError } from './oai-error.ts';
import { parseResumptionToken } from './resumption-token.ts';

/** What is asked for. Formats, sets and documents are named as the asker did: whether there are such is for whoever answers. */
export type OaiRequest =
  | { readonly verb: 'Identify' }
  | { readonly verb: 'ListMetadataFormats'; readonly identifier: string | null }
  | { readonly verb: 'ListSets'; readonly after: string | null }
  | { readonly verb: 'GetRecord'; readonly identifier: string; readonly metadataPrefix: string }
  | { readonly verb: ListRequest['verb']; readonly list: ListRequest; readonly place: ListPlace | null };

export type OaiArguments = readonly (readonly [name: string, value: string])[];

export type ParsedRequest =
  | { readonly request: OaiRequest; readonly errors: readonly []; readonly echo: Echo }
  | { readonly request: null; readonly errors: readonly OaiError[]; readonly echo: Echo };

/** The arguments an answer repeats: none where they cannot be relied on. */
export type Echo = Readonly<Record<string, string>>;

type Arguments = { readonly required?: readonly string[]; readonly optional?: readonly string[] };

/** Which arguments a verb takes, in the protocol's own order. Source: OAI-PMH 2.0, section 4. */
const VERBS: Readonly<Record<OaiRequest['verb'], Arguments>> = {
  Identify: {},
  ListMetadataFormats: { optional: ['identifier'] },
  ListSets: { optional: ['resumptionToken'] },
  GetRecord: { required: ['identifier', 'metadataPrefix'] },
  ListIdentifiers: { required: ['metadataPrefix'], optional: ['from', 'until', 'set', 'resumptionToken'] },
  ListRecords: { required: ['metadataPrefix'], optional: ['from', 'until', 'set', 'resumptionToken'] },
};

const LONGEST = 2_000;

/** Reads a request from its arguments as they came, each with its value, repeated ones repeated. Never fails: what is wrong is told. */
export function parseRequest(all: OaiArguments): ParsedRequest {
  const verbs = all.filter(([name]) => name === 'verb').map(([, value]) => value);
  const verb = (Object.keys(VERBS) as OaiRequest['verb'][]).find((known) => known === verbs[0]);
  if (!verb || verbs.length !== 1) return refused([{ code: 'badVerb', words: badVerb(verbs) }]);

  const given = all.filter(([name]) => name !== 'verb');
  const faults = faultsOf(verb, given);
  if (faults.length > 0) return refused(faults.map((words) => ({ code: 'badArgument', words })));

  const values = Object.fromEntries(given) as Readonly<Record<string, string | undefined>>;
  const echo = Object.fromEntries(all);
  const request = requestOf(verb, values);
  if (request) return { request, errors: [], echo };
  const words = `This repository never gave out this resumptionToken for ${verb}. Begin the list again.`;
  return refused([{ code: 'badResumptionToken', words }], echo);
}

const refused = (errors: readonly OaiError[], echo: Echo = {}): ParsedRequest => ({ request: null, errors, echo });

function badVerb(verbs: readonly string[]): string {
  const known = `The verbs are ${Object.keys(VERBS).join(', ')}.`;
  if (verbs.length === 0) return `There is no verb. ${known}`;
  return verbs.length > 1 ? `There is more than one verb. ${known}` : `That is no verb of this protocol. ${known}`;
}

function faultsOf(verb: OaiRequest['verb'], given: OaiArguments): readonly string[] {
  const { required = [], optional = [] } = VERBS[verb];
  const allowed = [...required, ...optional];
  const names = given.map(([name]) => name);
  const strange = [...new Set(names.filter((name) => !allowed.includes(name)))];
  const repeated = [...new Set(names.filter((name, place) => names.indexOf(name) !== place))];
  const isResumed = names.includes('resumptionToken');
  return [
    ...strange.map((name) => `${verb} takes no argument “${name.slice(0, 100)}”.`),
    ...repeated.map((name) => `The argument “${name.slice(0, 100)}” is given more than once.`),
    ...(isResumed && names.length > 1 ? ['A resumptionToken stands alone: it says everything else.'] : []),
    ...(isResumed ? [] : required.filter((name) => !names.includes(name))).map(
      (name) => `${verb} needs the argument “${name}”.`,
    ),
    ...given.flatMap(([name, value]) => valueFault(name, value) ?? []),
    ...rangeFaults(Object.fromEntries(given)),
  ];
}

function valueFault(name: string, value: string): string | null {
  if (value === '') return `The argument “${name.slice(0, 100)}” is empty.`;
  if (value.length > LONGEST) return `The argument “${name.slice(0, 100)}” is too long.`;
  if (name === 'from' || name === 'until') {
    return parseDatestamp(value)
      ? null
      : `“${name}” must be a day or a second, like 2030-01-31 or 2030-01-31T08:15:00Z.`;
  }
  if (name === 'metadataPrefix') return METADATA_PREFIX.test(value) ? null : 'No metadataPrefix can be written so.';
  if (name === 'set') return isSetSpec(value) ? null : 'No set can be written so.';
  if (name === 'identifier') return URI.test(value) ? null : 'An identifier must be a URI.';
  return null;
}

// Characters of RFC 3986 after a scheme, so that an answer may repeat it as the schema wants.
const URI = /^[a-z][a-z0-9+.-]*:(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9a-f]{2})+$/i;

function rangeFaults({ from, until }: Readonly<Record<string, string | undefined>>): readonly string[] {
  const [first, last] = [from, until].map((written) => (written === undefined ? null : parseDatestamp(written)));
  if (!first || !last) return [];
  if (first.granularity !== last.granularity) return ['“from” and “until” must both be days or both be seconds.'];
  return first.first > last.last ? ['“from” is later than “until”.'] : [];
}

/** Null when a token is none of ours. */
function requestOf(verb: OaiRequest['verb'], values: Readonly<Record<string, string | undefined>>): OaiRequest | null {
  const { identifier, metadataPrefix = '', resumptionToken, from, until, set } = values;
  if (resumptionToken !== undefined) {
    const resumption = parseResumptionToken(resumptionToken);
    return resumption?.verb === verb ? resumption : null;
  }
  if (verb === 'Identify') return { verb };
  if (verb === 'ListMetadataFormats') return { verb, identifier: identifier ?? null };
  if (verb === 'ListSets') return { verb, after: null };
  if (verb === 'GetRecord') return { verb, identifier: identifier ?? '', metadataPrefix };
  const list = {
    verb,
    metadataPrefix,
    from: from === undefined ? null : (parseDatestamp(from)?.first ?? null),
    until: until === undefined ? null : (parseDatestamp(until)?.last ?? null),
    set: set ?? null,
  };
  return { verb, list, place: null };
}
