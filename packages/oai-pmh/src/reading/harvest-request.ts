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

/** From which datestamp on to ask next time, when the first page of this list was answered then. */
export const nextFrom = (responseDate: string, granularity: 'day' | 'second'): string => {
  const moment = new Date(responseDate).toISOString();
  return granularity === 'day' ? moment.slice(0, 10) : `${moment.slice(0, 19)}Z`;
};
