import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lacksJudge } from '../../../../test/judges/lacks-judge.ts';
import { xmlFaults } from '../../../../test/judges/xml-faults.ts';
import { openSmallLibrary, publishDocument } from '../testing/small-library.ts';
import {
  codesOf,
  type HarvestedLibrary,
  identifiersOf,
  nameOf,
  openHarvestedLibrary,
  publish,
  record,
  textsOf,
  tokenOf,
} from './testing/harvested-library.ts';

const SCHEMA = 'oai-pmh/answers.xsd';
const lacksXmllint = lacksJudge('xmllint', 'libxml2-utils');
const identifier = (number: number) => `oai:kho.example:${nameOf(number)}`;

let library: HarvestedLibrary;
beforeAll(async () => {
  library = await openHarvestedLibrary({ atOnce: 2 });
  for (const number of [1, 2, 3, 4, 5]) {
    await publish(library, number);
    library.wait(60);
  }
  await library.catalogue.remove(nameOf(4));
  library.wait(60);
});
afterAll(() => library.close());

describe('what is answered', () => {
  const answers = [
    ['Identify', 'verb=Identify'],
    ['the formats', 'verb=ListMetadataFormats'],
    ['the formats of a record', `verb=ListMetadataFormats&identifier=${identifier(1)}`],
    ['the sets', 'verb=ListSets'],
    ['a record', `verb=GetRecord&metadataPrefix=oai_dc&identifier=${identifier(1)}`],
    ['a deleted record', `verb=GetRecord&metadataPrefix=oai_dc&identifier=${identifier(4)}`],
    ['a page of records', 'verb=ListRecords&metadataPrefix=oai_dc'],
    [
      'records of a time and a set',
      'verb=ListRecords&metadataPrefix=oai_dc&set=kind:book&from=2026-01-02&until=2026-12-31',
    ],
    ['records as MODS', 'verb=ListRecords&metadataPrefix=mods'],
    ['records as MARCXML', 'verb=ListRecords&metadataPrefix=marc21'],
    ['headers', 'verb=ListIdentifiers&metadataPrefix=oai_dc'],
    ['no verb', ''],
    ['a verb nobody knows', 'verb=junk'],
    ['bad arguments', 'verb=ListRecords&from=junk&x=<&y="'],
    ['a format nobody knows', 'verb=ListRecords&metadataPrefix=ead'],
    ['a record nobody knows', 'verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:kho.example:junk'],
    ['a bad token', `verb=ListRecords&resumptionToken=${encodeURIComponent('<&"\u0001\ufffe')}`],
    ['nothing', 'verb=ListRecords&metadataPrefix=oai_dc&from=2999-01-01'],
  ] as const;

  test.skipIf(lacksXmllint).each(answers)('%s is as the schemas want it', async (_what, query) => {
    expect(await xmlFaults(await library.ask(query), SCHEMA)).toBe('');
  });

  test.skipIf(lacksXmllint)('every page of a list is, to its end', async () => {
    let pages = 0;
    for (let query: string | null = 'verb=ListRecords&metadataPrefix=oai_dc'; query !== null; pages++) {
      const xml = await library.ask(query);
      expect(await xmlFaults(xml, SCHEMA)).toBe('');
      const token = tokenOf(xml);
      query = token === null ? null : `verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`;
    }
    expect(pages).toBe(3);
  });

  test.skipIf(lacksXmllint)('the judge finds what is wrong', async () => {
    const xml = await library.ask('verb=Identify');

    expect(await xmlFaults(xml.replace('persistent', 'perhaps'), SCHEMA)).toContain('deletedRecord');
  });

  test('comes as XML in UTF-8, packed for who takes it so, and by a form alike', async () => {
    const response = await fetch(`${library.address}?verb=ListRecords&metadataPrefix=oai_dc`);
    expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8');

    const posted = await fetch(library.address, {
      method: 'POST',
      body: new URLSearchParams({ verb: 'ListRecords', metadataPrefix: 'oai_dc' }),
    });
    expect(await posted.text()).toBe(await response.text());
    expect(response.headers.get('content-encoding')).toBe('gzip');

    const unpacked = await fetch(`${library.address}?verb=Identify`, { headers: { 'accept-encoding': 'identity' } });
    expect(unpacked.headers.get('content-encoding')).toBeNull();
  });

  test('a form with an argument twice is refused as an address with it is', async () => {
    const send = (body: string, type = 'application/x-www-form-urlencoded') =>
      fetch(library.address, { method: 'POST', body, headers: { 'content-type': type } });

    expect(codesOf(await (await send('verb=Identify&verb=Identify')).text())).toEqual(['badVerb']);
    expect((await send('{"verb":"Identify"}', 'application/json')).status).toBe(415);
    expect((await send(`verb=Identify&x=${'x'.repeat(20_000)}`)).status).toBe(413);
  });

  test('a record tells its sets and what the library says, and a deleted one that it is gone', async () => {
    const xml = await library.ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=${identifier(2)}`);
    expect(textsOf(xml, 'setSpec')).toEqual([
      'library:tinh',
      'collection:tinh:S.C3.A1ch.20ch.E1.BB.AF.20H.C3.A1n',
      'kind:book',
    ]);
    expect(textsOf(xml, 'dc:title')).toEqual(['Địa chí “Mường So” &amp; &lt;vùng&gt; phụ cận, tập 2']);
    expect(textsOf(xml, 'datestamp')).toEqual(['2026-01-02T03:05:05Z']);

    const gone = await library.ask(`verb=GetRecord&metadataPrefix=mods&identifier=${identifier(4)}`);
    expect(gone).toContain('<header status="deleted">');
    expect(gone).not.toContain('<metadata>');
    expect(textsOf(gone, 'datestamp')).toEqual(['2026-01-02T03:09:05Z']);
  });

  test.each(['oai_dc', 'mods', 'marc21'])(
    'records are harvested as %s, and told by their own names',
    async (prefix) => {
      const xml = await library.ask(`verb=ListRecords&metadataPrefix=${prefix}`);

      expect(identifiersOf(xml)).toEqual([identifier(1), identifier(2)]);
      expect(xml.split('<metadata>')).toHaveLength(3);
    },
  );

  test('a list tells how long it is and how far it has come', async () => {
    const places: string[] = [];
    for (let query: string | null = 'verb=ListRecords&metadataPrefix=oai_dc'; query !== null; ) {
      const xml = await library.ask(query);
      places.push(/<resumptionToken ([^>]*?)\/?>/.exec(xml)?.[1] ?? '');
      const token = tokenOf(xml);
      query = token && `verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`;
    }

    expect(places).toEqual([0, 2, 4].map((cursor) => `completeListSize="5" cursor="${cursor}"`));
    expect(await library.ask('verb=ListRecords&metadataPrefix=oai_dc&set=kind:map')).not.toContain('resumptionToken');
  });

  test('who sent a token it was never given, or one of another place, is told so', async () => {
    const ask = (token: string) => library.ask(`verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`);
    const token = tokenOf(await library.ask('verb=ListRecords&metadataPrefix=oai_dc')) ?? '';

    expect(codesOf(await ask(`${token}x`))).toEqual(['badResumptionToken']);
    expect(codesOf(await library.ask(`verb=ListIdentifiers&resumptionToken=${token}`))).toEqual(['badResumptionToken']);
    expect(codesOf(await library.ask(`verb=ListSets&resumptionToken=${token}`))).toEqual(['badResumptionToken']);
  });

  test.each([
    ['a set nobody has', 'set=kind:newspaper'],
    ['what is no set of ours', 'set=a:b'],
    ['before anything was published', 'until=2025-12-31'],
    ['from later than now', 'from=2026-01-02T05:00:00Z'],
  ])('%s: no record matches', async (_what, range) => {
    expect(codesOf(await library.ask(`verb=ListRecords&metadataPrefix=oai_dc&${range}`))).toEqual(['noRecordsMatch']);
    expect(codesOf(await library.ask(`verb=ListIdentifiers&metadataPrefix=oai_dc&${range}`))).toEqual([
      'noRecordsMatch',
    ]);
  });

  test('days and seconds both take in what they name', async () => {
    const at = '2026-01-02T03:05:05Z';
    const ids = async (range: string) =>
      textsOf(await library.ask(`verb=ListIdentifiers&metadataPrefix=oai_dc&${range}`), 'identifier');

    expect(await ids(`from=${at}&until=${at}`)).toEqual([identifier(2)]);
    expect(await ids('from=2026-01-02&until=2026-01-02')).toHaveLength(5);
  });
});

test.skipIf(lacksXmllint)('whole documents are harvested as METS, and are as the schemas want them', async () => {
  const small = await openSmallLibrary();
  try {
    for (const name of ['một', 'hai', 'ba']) await publishDocument(small, name, ['Địa chí Mường So', null]);
    const xml = await (await small.ask('/oai?verb=ListRecords&metadataPrefix=mets')).text();

    expect(xml.match(/<metadata>/g)).toHaveLength(3);
    expect(await xmlFaults(xml, SCHEMA)).toBe('');
  } finally {
    await small.close();
  }
});

describe('a library without anything', () => {
  test('says who it is, and that it has no records and no sets', async () => {
    const empty = await openHarvestedLibrary({ repositoryId: 'tinh' });
    try {
      const identify = await empty.ask('verb=Identify');
      if (!lacksXmllint) expect(await xmlFaults(identify, SCHEMA)).toBe('');
      // That name is no name of the internet, and is not said to be one.
      expect(identify).not.toContain('oai-identifier');
      expect(codesOf(await empty.ask('verb=ListRecords&metadataPrefix=oai_dc'))).toEqual(['noRecordsMatch']);
      expect(codesOf(await empty.ask('verb=ListSets'))).toEqual(['noSetHierarchy']);
    } finally {
      await empty.close();
    }
  });
});

describe('what everybody may not see', () => {
  test('is nowhere: not its record, not its name, not its set, not the address of what they would be refused', async () => {
    const secret = await openHarvestedLibrary();
    try {
      await publish(secret, 1, { access: 'closed', collection: 'Tài liệu mật', title: 'Hồ sơ kín' });
      await publish(secret, 2, { access: 'record' });
      await publish(secret, 3, { embargoUntil: '2026-06-01' });
      await secret.catalogue.receive({ id: nameOf(4), record: record(4), originals: [] });
      await publish(secret, 5, { title: 'Từng mở' });
      await secret.catalogue.changeRecord(nameOf(5), { ...record(5), access: 'closed', title: 'Từng mở, nay kín' }, 1);
      secret.wait(5);

      const told = await Promise.all([
        ...['oai_dc', 'mods', 'marc21'].map((prefix) => secret.ask(`verb=ListRecords&metadataPrefix=${prefix}`)),
        secret.ask('verb=ListSets'),
      ]);
      for (const xml of told)
        expect(xml).not.toMatch(/kín|Tài liệu mật|T\.C3\.A0i|0000000000000001|0000000000000004|document\.pdf/);
      expect(identifiersOf(told[0] ?? '')).toEqual([2, 3, 5].map(identifier));
      expect(told[0]?.match(/status="deleted"/g)).toHaveLength(1);
      expect(codesOf(await secret.ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=${identifier(1)}`))).toEqual([
        'idDoesNotExist',
      ]);
    } finally {
      await secret.close();
    }
  });
});
