import { describe, expect, test } from 'vitest';
import { chooseFormat } from './choose-format.ts';
import { fromIn, harvestAddress, nextFrom } from './harvest-request.ts';
import { NotOaiError, readAnswer, readFormats, readIdentity, readRecords } from './read-answer.ts';

const read = (xml: string) => readAnswer(new TextEncoder().encode(xml), 1_000_000);

// Invented records, in the shapes in which well-known programs write them.
describe('answers of other programs are understood', () => {
  test('of an institutional repository: handles as identifiers, sets of communities, a token with a size', () => {
    const page = readRecords(
      read(`<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet type="text/xsl" href="static/style.xsl"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>2026-11-20T08:00:00Z</responseDate><request verb="ListRecords" metadataPrefix="oai_dc">https://dspace.example.vn/server/oai/request</request>
<ListRecords><record><header><identifier>oai:dspace.example.vn:123456789/7</identifier><datestamp>2026-01-02T03:04:05Z</datestamp>
<setSpec>com_123456789_1</setSpec><setSpec>col_123456789_2</setSpec></header>
<metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Luận văn về nghề dệt</dc:title></oai_dc:dc></metadata></record>
<resumptionToken completeListSize="230" cursor="0">oai_dc////100</resumptionToken></ListRecords></OAI-PMH>`),
    );

    expect(page).toMatchObject({ token: 'oai_dc////100', size: 230 });
    expect(page.items).toMatchObject([
      {
        identifier: 'oai:dspace.example.vn:123456789/7',
        sets: ['com_123456789_1', 'col_123456789_2'],
        isDeleted: false,
        metadata: { name: 'dc' },
      },
    ]);
  });

  test('of a library system: MARC in a prefix of its own, a deleted record that still says something, spaces around everything', () => {
    const page = readRecords(
      read(`
  <?xml version='1.0' encoding='utf-8'?>
<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><responseDate> 2026-11-20T08:00:00Z </responseDate><ListRecords>
<record><header status=" Deleted "><identifier>
   KOHA-OAI-TEST:15 </identifier><datestamp> 2026-01-02 </datestamp></header><about/></record>
<record><header><identifier>KOHA-OAI-TEST:16</identifier><datestamp>2026-01-02</datestamp></header>
<metadata>
  <marc:record xmlns:marc="http://www.loc.gov/MARC21/slim"><marc:leader>x</marc:leader></marc:record></metadata></record>
<resumptionToken cursor="0">  </resumptionToken></ListRecords></OAI-PMH>`),
    );

    expect(page.token).toBeNull();
    expect(page.items).toMatchObject([
      { identifier: 'KOHA-OAI-TEST:15', datestamp: '2026-01-02', isDeleted: true, metadata: null },
      { identifier: 'KOHA-OAI-TEST:16', metadata: { name: 'record', namespace: 'http://www.loc.gov/MARC21/slim' } },
    ]);
  });

  test('of an older digital library: no namespaces, no token, records without headers', () => {
    const page = readRecords(
      read(`<OAI-PMH><responseDate>20/11/2026</responseDate><ListRecords>
<record><metadata><dc><title>x</title></dc></metadata></record>
<record><header><identifier>oai:greenstone:D1</identifier><datestamp>2026-01-02</datestamp></header></record></ListRecords></OAI-PMH>`),
    );

    expect(page.items.map(({ identifier }) => identifier)).toEqual(['oai:greenstone:D1']);
    expect(page).toMatchObject({ token: null, size: null });
  });
});

test('what a repository says of itself is read; what it does not say is taken as the least', () => {
  const identity = (inside: string) => readIdentity(read(`<OAI-PMH><Identify>${inside}</Identify></OAI-PMH>`));

  expect(
    identity('<deletedRecord>Transient</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity>'),
  ).toMatchObject({ deletedRecord: 'transient', granularity: 'second' });
  expect(identity('')).toMatchObject({ deletedRecord: 'no', granularity: 'day' });
  expect(() => readIdentity(read('<OAI-PMH><error code="badVerb"/></OAI-PMH>'))).toThrow(NotOaiError);
  expect(() => read('<html><body/></html>')).toThrow(NotOaiError);
});

test('of the formats of a repository that is asked for which says most, whatever it is called there', () => {
  const formats = readFormats(
    read(`<OAI-PMH><ListMetadataFormats>
<metadataFormat><metadataPrefix>oai_dc</metadataPrefix><metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></metadataFormat>
<metadataFormat><metadataPrefix>chi_tiet</metadataPrefix><metadataNamespace>http://www.loc.gov/MARC21/slim</metadataNamespace></metadataFormat>
<metadataFormat><metadataPrefix>mods</metadataPrefix></metadataFormat><metadataFormat><metadataPrefix>ore</metadataPrefix></metadataFormat>
</ListMetadataFormats></OAI-PMH>`),
  );

  expect(chooseFormat(formats, '')).toEqual({ prefix: 'chi_tiet', format: 'marc21' });
  expect(chooseFormat(formats, 'mods')).toEqual({ prefix: 'mods', format: 'mods' });
  expect(chooseFormat(formats, 'ore')).toBeNull();
  expect(chooseFormat([], '')).toEqual({ prefix: 'oai_dc', format: 'dublin-core' });
  expect(chooseFormat(formats.slice(3), '')).toBeNull();
});

test('questions are asked at the base URL, with what it asks by itself; a token stands alone', () => {
  const base = 'https://kho.example.vn/oai?kho=1';
  const list = { verb: 'ListRecords', metadataPrefix: 'oai_dc', from: '2026-11-20', set: 'a:b' } as const;

  expect(harvestAddress(base, { verb: 'Identify' }).search).toBe('?kho=1&verb=Identify');
  expect(harvestAddress(base, list).search).toBe(
    '?kho=1&verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-20&set=a%3Ab',
  );
  expect(harvestAddress(base, { verb: 'ListRecords', token: 'a&b=c' }).search).toBe(
    '?kho=1&verb=ListRecords&resumptionToken=a%26b%3Dc',
  );
});

const NOW = '2026-11-21T09:00:00.000Z';

test.each([
  ['2026-11-20T23:30:00+07:00', 'second', '2026-11-19T16:30:00Z'],
  ['2026-11-20T08:00:00Z', 'day', '2026-11-19'],
  // A clock that is ahead, one that was never set, none.
  ['2099-01-01T00:00:00Z', 'second', '2026-11-20T09:00:00Z'],
  ['0001-01-01T00:00:00Z', 'day', '2026-11-20'],
  ['+275760-09-13T00:00:00Z', 'second', '2026-11-20T09:00:00Z'],
  [null, 'second', '2026-11-20T09:00:00Z'],
] as const)('answered at %s, a repository that knows the %s is next asked from %s on', (told, granularity, from) => {
  expect(nextFrom(told, NOW, granularity)).toBe(from);
});

test('what was asked in seconds is asked in days when a repository knows no more', () => {
  expect(fromIn('2026-11-20T08:00:00Z', 'day')).toBe('2026-11-20');
  expect(fromIn('2026-11-20', 'second')).toBe('2026-11-20');
});

test.each([
  ['half an answer', '<OAI-PMH><responseDate>2026-11-20T08:00:00Z</responseDate></OAI-PMH>'],
  ['an answer to something else', '<OAI-PMH><Identify><repositoryName>x</repositoryName></Identify></OAI-PMH>'],
  [
    'a token longer than any address',
    `<OAI-PMH><ListRecords><resumptionToken>${'t'.repeat(8_001)}</resumptionToken></ListRecords></OAI-PMH>`,
  ],
])('%s is not the end of a list', (_what, xml) => {
  expect(() => readRecords(read(xml))).toThrow(NotOaiError);
});
