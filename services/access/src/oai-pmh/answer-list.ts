import { isFailure } from '@diachi/domain';
import {
  identifiersAnswer,
  type ListPlace,
  type ListRequest,
  type OaiError,
  parseSetSpec,
  type RecordSet,
  recordsAnswer,
  writeResumptionToken,
} from '@diachi/oai-pmh';
import type { ChangeFilter, ChangeList } from '@diachi/ports';
import type { Answer, ProviderTools } from './provider-tools.ts';
import { headerOf, recordsOf, unknownFormat } from './records-of.ts';

type Listing = { readonly list: ListRequest; readonly place: ListPlace | null };

const HEADERS_AT_ONCE = 500;

/** A stretch of records or of their headers, the longest unchanged first, and where the list goes on. */
export async function answerList(tools: ProviderTools, { list, place }: Listing, site: string): Promise<Answer> {
  const builder = tools.builders.find((known) => known.metadataPrefix === list.metadataPrefix);
  if (!builder) return unknownFormat(tools, list.metadataPrefix);
  const set = list.set === null ? null : parseSetSpec(list.set);
  if (list.set !== null && !set) return { errors: [noRecords] };
  const filter = filterOf(list, set);
  const limit = list.verb === 'ListIdentifiers' ? HEADERS_AT_ONCE : builder.atOnce;

  for (let after = place?.after; ; ) {
    const found = await nextChanges(tools, filter, limit, after);
    if (found === null) return { errors: [badToken] };
    const { changes, next, asOf } = found;
    const told =
      list.verb === 'ListIdentifiers'
        ? changes.map((change) => headerOf(tools, change))
        : await recordsOf(tools, changes, builder, site);
    if (told.length === 0 && next !== null) {
      after = next;
      continue;
    }
    if (told.length === 0) return { errors: [noRecords], responseDate: asOf };
    const rest = await restOf(tools, { list, place }, filter, next, told.length);
    const answer =
      list.verb === 'ListIdentifiers'
        ? identifiersAnswer(
            told.map((one) => ('header' in one ? one.header : one)),
            rest,
          )
        : recordsAnswer(
            told.filter((one) => 'header' in one),
            rest,
          );
    return { answer, responseDate: asOf };
  }
}

/**
 * The next changes; null when the list never went on there. A list goes on only from a second that is over: what is changed in the
 * present one could otherwise come before the place the harvester has reached. Where all of a stretch is of the present second, there is
 * no such place; what comes before it is then told to who asks next from the `responseDate` of this list, as harvesters do.
 */
async function nextChanges(
  { catalogue }: ProviderTools,
  filter: ChangeFilter,
  limit: number,
  after: string | undefined,
): Promise<ChangeList | null> {
  const ask = (most: number) =>
    catalogue.changes(filter, { order: 'oldest-first', limit: most, ...(after === undefined ? {} : { after }) });
  try {
    const found = await ask(limit);
    const over = found.changes.filter(({ at }) => at < found.asOf).length;
    return found.next === null || over === found.changes.length || over === 0 ? found : await ask(over);
  } catch (thrown) {
    if (isFailure(thrown) && thrown.code === 'stretch.bad-after') return null;
    throw thrown;
  }
}

function filterOf({ from, until }: ListRequest, set: RecordSet | null): ChangeFilter {
  return {
    ...(from === null ? {} : { from }),
    ...(until === null ? {} : { until }),
    ...(set?.of === 'library' ? { library: set.library } : {}),
    ...(set?.of === 'collection' ? { library: set.library, collection: set.collection } : {}),
    ...(set?.of === 'kind' ? { kind: set.kind } : {}),
  };
}

/** A size costs nothing to tell of everything or of a set; of what lies between two times it would have to be counted. */
async function restOf(
  { catalogue }: ProviderTools,
  { list, place }: Listing,
  filter: ChangeFilter,
  next: string | null,
  told: number,
) {
  if (next === null && place === null) return null;
  const cursor = place?.cursor ?? 0;
  const isCounted = place === null && list.from === null && list.until === null;
  const size = isCounted ? await catalogue.countChanges(filter) : (place?.size ?? null);
  if (next === null) return { token: null, cursor, size };
  const goesOn = { after: next, cursor: cursor + told, size };
  return { token: writeResumptionToken({ verb: list.verb, list, place: goesOn }), cursor, size };
}

// Also where what was still to come went elsewhere while the list was being read: it has come to its end.
const noRecords: OaiError = {
  code: 'noRecordsMatch',
  words: 'There is no record that was changed then and is in that set.',
};
const badToken: OaiError = {
  code: 'badResumptionToken',
  words: 'This repository never gave out this resumptionToken. Begin the list again.',
};
