/** What a repository is asked. Source: OAI-PMH 2.0, section 4. */
export type HarvestRequest =
  | { readonly verb: 'Identify' | 'ListMetadataFormats' }
  | { readonly verb: 'ListRecords'; readonly token: string }
  | {
      readonly verb: 'ListRecords';
      readonly metadataPrefix: string;
      readonly from: string | null;
      readonly set: string;
    };

/** The address of a question; what the base URL asks by itself stays in it. */
export function harvestAddress(base: string, request: HarvestRequest): URL {
  const address = new URL(base);
  const ask = (name: string, value: string) => address.searchParams.set(name, value);
  ask('verb', request.verb);
  if ('token' in request) ask('resumptionToken', request.token);
  else if ('metadataPrefix' in request) {
    ask('metadataPrefix', request.metadataPrefix);
    if (request.from !== null) ask('from', request.from);
    if (request.set !== '') ask('set', request.set);
  }
  return address;
}

/** Some repositories make records known a good while after the moment they tell of them, most often once a night; some tell times of day that are hours off. */
const OVERLAP_MS = 86_400_000;
/** Before it nobody told records so: an earlier moment is a clock that was never set. */
const BEGINNING_MS = Date.UTC(2000, 0);

/**
 * From which datestamp on to ask next time, when the first page of this list was answered then: a day before, by the clock of the repository,
 * unless that is ahead of the moment it was asked, or says nothing.
 */
export function nextFrom(responseDate: string | null, askedAt: string, granularity: 'day' | 'second'): string {
  const toldMs = responseDate === null ? Number.NaN : Date.parse(responseDate);
  const askedMs = Date.parse(askedAt);
  const fromMs = (toldMs >= BEGINNING_MS && toldMs <= askedMs ? toldMs : askedMs) - OVERLAP_MS;
  return fromIn(new Date(fromMs).toISOString(), granularity);
}

/** The same moment as a repository understands it by now. */
export const fromIn = (from: string, granularity: 'day' | 'second'): string =>
  granularity === 'day' || from.length < 'YYYY-MM-DDThh:mm:ss'.length ? from.slice(0, 10) : `${from.slice(0, 19)}Z`;
