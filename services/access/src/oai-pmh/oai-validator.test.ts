import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  codesOf,
  type HarvestedLibrary,
  identifiersOf,
  nameOf,
  openHarvestedLibrary,
  publish,
  textsOf,
  tokenOf,
} from './testing/harvested-library.ts';

/**
 * What the validator of openarchives.org (“OAI-PMH Repository Validation and Registration”) looks at, in its order; written anew after
 * what it says of itself. Whether answers are as the schemas want them is judged by xmllint beside this.
 */
describe('the checks of the validation and registration service of openarchives.org', () => {
  let library: HarvestedLibrary;
  let identify = '';
  beforeAll(async () => {
    library = await openHarvestedLibrary({ friends: ['https://tinh-khac.example/oai'] });
    for (let number = 1; number <= 230; number++) {
      await publish(library, number);
      if (number % 40 === 0) library.wait(1);
    }
    await library.catalogue.remove(nameOf(1));
    library.wait(1);
    identify = await library.ask('verb=Identify');
  });
  afterAll(() => library.close());

  const firstSet = async () => textsOf(await library.ask('verb=ListSets'), 'setSpec')[0] ?? '';
  /** A record that is there, as the validator finds one. */
  const anyRecord = async () => {
    const xml = await library.ask(`verb=ListIdentifiers&metadataPrefix=oai_dc&set=${await firstSet()}`);
    const there = xml.split('<header').find((header) => header.startsWith('>')) ?? '';
    return identifiersOf(there)[0] ?? '';
  };

  test('Identify: the address it was asked at is the one it tells', () => {
    expect(textsOf(identify, 'baseURL')[0]).toBe(library.address);
  });
  test('Identify: the version is 2.0, and there is an address to write to', () => {
    expect(textsOf(identify, 'protocolVersion')).toEqual(['2.0']);
    expect(textsOf(identify, 'adminEmail')[0]).toMatch(/^\S+@(\S+\.)+\S+$/);
  });
  test('Identify: it says how exact datestamps are, and the earliest one is as exact', () => {
    expect(textsOf(identify, 'granularity')).toEqual(['YYYY-MM-DDThh:mm:ssZ']);
    expect(textsOf(identify, 'earliestDatestamp')[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });
  test('Identify: there is one scheme of identifiers, and it is named as a domain', () => {
    expect(
      identify.match(/<oai-identifier xmlns="http:\/\/www\.openarchives\.org\/OAI\/2\.0\/oai-identifier"/g),
    ).toHaveLength(1);
    expect(textsOf(identify, 'repositoryIdentifier')[0]).toMatch(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]+)+$/i);
    expect(textsOf(identify, 'sampleIdentifier')[0]).toMatch(/^oai:kho\.example:/);
  });
  test('Identify: other repositories are told, where there are any', () => {
    expect(identify).toContain('<baseURL>https://tinh-khac.example/oai</baseURL></friends>');
  });

  test('ListSets: sets are told, and the first of them has records', async () => {
    const xml = await library.ask(`verb=ListIdentifiers&metadataPrefix=oai_dc&set=${await firstSet()}`);
    expect(identifiersOf(xml).length).toBeGreaterThan(0);
  });
  test('ListIdentifiers: one that is not deleted is told', async () => {
    expect(await anyRecord()).toMatch(/^oai:kho\.example:[0-9a-z]{16}$/);
  });
  test('ListMetadataFormats: for a record oai_dc is told', async () => {
    const xml = await library.ask(`verb=ListMetadataFormats&identifier=${await anyRecord()}`);
    expect(textsOf(xml, 'metadataPrefix')).toContain('oai_dc');
  });
  test('GetRecord: the datestamp is as exact as Identify says', async () => {
    const xml = await library.ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=${await anyRecord()}`);
    expect(textsOf(xml, 'datestamp')).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)]);
  });
  test('GetRecord: the set in which the record was found is told with it', async () => {
    const xml = await library.ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=${await anyRecord()}`);
    expect(textsOf(xml, 'setSpec')).toContain(await firstSet());
  });
  test('ListRecords: from and until at the datestamp of a record find the record', async () => {
    const wanted = await anyRecord();
    const [at = ''] = textsOf(
      await library.ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=${wanted}`),
      'datestamp',
    );
    const xml = await library.ask(`verb=ListRecords&from=${at}&until=${at}&metadataPrefix=oai_dc`);
    expect(identifiersOf(xml)).toContain(wanted);
  });

  test.each([
    ['junk', ['badVerb']],
    ['verb=junk', ['badVerb']],
    ['verb=GetRecord&metadataPrefix=oai_dc', ['badArgument']],
    ['verb=GetRecord&identifier=oai:kho.example:0000000000000002', ['badArgument']],
    ['verb=GetRecord&identifier=invalid"id&metadataPrefix=oai_dc', ['badArgument', 'idDoesNotExist']],
    ['verb=ListIdentifiers&until=junk', ['badArgument']],
    ['verb=ListIdentifiers&from=junk', ['badArgument']],
    ['verb=ListIdentifiers&resumptionToken=junk&until=2000-02-05', ['badArgument']],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=junk', ['badArgument']],
    ['verb=ListRecords&resumptionToken=junk', ['badResumptionToken']],
    ['verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=junk&until=1990-01-10', ['badArgument']],
    ['verb=ListRecords&metadataPrefix=oai_dc&until=junk', ['badArgument']],
    ['verb=ListRecords', ['badArgument']],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2002-02-05&until=2002-02-06T05:35:00Z', ['badArgument']],
    ['verb=ListRecords&metadataPrefix=oai_dc&until=2025-01-02', ['noRecordsMatch']],
  ])('errors: “%s” is answered with one of %j', async (query, codes) => {
    const told = codesOf(await library.ask(query));
    expect(told.length).toBeGreaterThan(0);
    expect(told.every((code) => codes.includes(code))).toBe(true);
  });

  test('a wrong request is not repeated in the answer, for it may be no XML', async () => {
    expect(await library.ask('verb=GetRecord&identifier=invalid"id&metadataPrefix=oai_dc')).toContain(
      `<request>${library.address}</request>`,
    );
  });

  test('POST: Identify and GetRecord are answered as by GET', async () => {
    const record = { verb: 'GetRecord', identifier: await anyRecord(), metadataPrefix: 'oai_dc' };
    for (const asked of [{ verb: 'Identify' }, record]) {
      const response = await fetch(library.address, { method: 'POST', body: new URLSearchParams(asked) });
      expect(await response.text()).toContain(`<${asked.verb}>`);
    }
  });

  test('resumption: there is one token, not an empty one, and its cursor begins at 0', async () => {
    const xml = await library.ask('verb=ListRecords&metadataPrefix=oai_dc');
    expect(xml.match(/<resumptionToken/g)).toHaveLength(1);
    expect(xml).toMatch(/<resumptionToken [^>]*cursor="0"/);
    expect(tokenOf(xml)).not.toBeNull();
  });
  test('resumption: the token leads on, as often as there is one, and the last page has an empty one', async () => {
    const told: string[] = [];
    let xml = await library.ask('verb=ListRecords&metadataPrefix=oai_dc');
    for (let token = tokenOf(xml); ; token = tokenOf(xml)) {
      told.push(...identifiersOf(xml));
      if (token === null) break;
      xml = await library.ask(`verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`);
    }
    expect(xml).toMatch(/<resumptionToken completeListSize="230" cursor="200"\/>/);
    expect(new Set(told).size).toBe(230);
    expect(told).toHaveLength(230);
  });

  test('every answer says when it was given, in UTC, and names the published schema', async () => {
    const verbs = ['Identify', 'ListSets', 'ListMetadataFormats', 'ListRecords&metadataPrefix=oai_dc', 'junk'];
    for (const xml of await Promise.all(verbs.map((verb) => library.ask(`verb=${verb}`)))) {
      expect(textsOf(xml, 'responseDate')[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(xml).toContain(
        'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"',
      );
    }
  });
});
