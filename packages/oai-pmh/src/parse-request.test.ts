import { describe, expect, test } from 'vitest';
import { parseRequest } from './parse-request.ts';
import { writeResumptionToken } from './resumption-token.ts';

const parse = (query: string) => parseRequest([...new URLSearchParams(query)]);
const codes = (query: string) => parse(query).errors.map(({ code }) => code);

const list = { verb: 'ListRecords', metadataPrefix: 'oai_dc', from: null, until: null, set: null } as const;
const place = { after: '2026-01-02T03:04:05Z_0123456789abcdef', cursor: 100, size: 250 };
const token = writeResumptionToken({ verb: 'ListRecords', list, place });

describe('requests', () => {
  test.each([
    ['verb=Identify', { verb: 'Identify' }],
    ['verb=ListMetadataFormats', { verb: 'ListMetadataFormats', identifier: null }],
    ['verb=ListMetadataFormats&identifier=oai:tinh:1', { verb: 'ListMetadataFormats', identifier: 'oai:tinh:1' }],
    ['verb=ListSets', { verb: 'ListSets', after: null }],
    [
      'identifier=oai:tinh:1&metadataPrefix=mods&verb=GetRecord',
      { verb: 'GetRecord', identifier: 'oai:tinh:1', metadataPrefix: 'mods' },
    ],
    ['verb=ListRecords&metadataPrefix=oai_dc', { verb: 'ListRecords', list, place: null }],
    [
      'verb=ListIdentifiers&metadataPrefix=mets&from=2026-01-02&until=2026-01-02&set=kind:map',
      {
        verb: 'ListIdentifiers',
        list: {
          verb: 'ListIdentifiers',
          metadataPrefix: 'mets',
          from: '2026-01-02T00:00:00Z',
          until: '2026-01-02T23:59:59Z',
          set: 'kind:map',
        },
        place: null,
      },
    ],
    [`verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`, { verb: 'ListRecords', list, place }],
    // Harvesters that do not encode what they were given get their list too.
    [`verb=ListRecords&resumptionToken=${token}`, { verb: 'ListRecords', list, place }],
  ])('%s is understood, and may be repeated in the answer', (query, request) => {
    expect(parse(query)).toMatchObject({ request, errors: [] });
    expect(parse(query).echo).toEqual(Object.fromEntries(new URLSearchParams(query)));
  });

  test.each(['', 'junk', 'verb=', 'verb=junk', 'verb=identify', 'verb=Identify&verb=Identify', 'Verb=Identify'])(
    '“%s” has no verb, or none that is known',
    (query) => {
      expect(codes(query)).toEqual(['badVerb']);
      expect(parse(query).echo).toEqual({});
    },
  );

  test.each([
    ['an argument the verb does not take', 'verb=Identify&x=1'],
    ['an argument of another verb', 'verb=GetRecord&identifier=oai:a:1&metadataPrefix=oai_dc&from=2026-01-01'],
    ['an argument twice', 'verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc'],
    ['an argument that lacks', 'verb=ListRecords'],
    ['an empty argument', 'verb=ListRecords&metadataPrefix=oai_dc&set='],
    ['a token and something beside it', `verb=ListRecords&resumptionToken=${token}&until=2026-01-01`],
    ['a token and its own format', `verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=${token}`],
    ['a day that is none', 'verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30'],
    ['a month alone', 'verb=ListRecords&metadataPrefix=oai_dc&from=2026-02'],
    ['a time of no zone', 'verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-03T01:02:03'],
    ['a time of another zone', 'verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-03T01:02:03%2B07:00'],
    ['parts of a second', 'verb=ListRecords&metadataPrefix=oai_dc&until=2026-02-03T01:02:03.5Z'],
    ['an hour that is none', 'verb=ListRecords&metadataPrefix=oai_dc&until=2026-02-03T24:00:00Z'],
    ['a day and a second', 'verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-05&until=2026-02-06T05:35:00Z'],
    ['an end before the beginning', 'verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-06&until=2026-02-05'],
    ['a format nobody can write so', 'verb=ListRecords&metadataPrefix=oai%20dc'],
    ['a set nobody can write so', 'verb=ListRecords&metadataPrefix=oai_dc&set=a%20b'],
    ['an identifier that is no URI', 'verb=GetRecord&identifier=invalid"id&metadataPrefix=oai_dc'],
    ['an identifier without a scheme', 'verb=GetRecord&identifier=0123456789abcdef&metadataPrefix=oai_dc'],
    ['more than anybody means', `verb=GetRecord&identifier=oai:${'a'.repeat(3_000)}&metadataPrefix=oai_dc`],
  ])('%s is a bad argument, and nothing of it is repeated', (_what, query) => {
    expect(new Set(codes(query))).toEqual(new Set(['badArgument']));
    expect(parse(query).echo).toEqual({});
  });

  test('everything that is wrong is told at once', () => {
    expect(parse('verb=ListRecords&from=junk&x=1&x=2').errors).toHaveLength(4);
  });

  test.each([
    'junk',
    ',',
    token.slice(0, -1),
    token.replace('100', '101'),
    token.replace('oai_dc', 'mods'),
    token.toUpperCase(),
    `${token} `,
    writeResumptionToken({ verb: 'ListIdentifiers', list: { ...list, verb: 'ListIdentifiers' }, place }),
    writeResumptionToken({ verb: 'ListSets', after: 'kind:map' }),
    writeResumptionToken({ verb: 'ListRecords', list, place: { ...place, after: "x' or 1" } }),
  ])('“%s” is no token for a list of records', (written) => {
    expect(codes(`verb=ListRecords&resumptionToken=${encodeURIComponent(written)}`)).toEqual(['badResumptionToken']);
  });

  test('a token carries the whole request', () => {
    const whole = { ...list, from: '2026-01-01T00:00:00Z', until: '2026-12-31T23:59:59Z', set: 'kind:map' } as const;
    const written = writeResumptionToken({ verb: 'ListRecords', list: whole, place: { ...place, size: null } });

    expect(parse(`verb=ListRecords&resumptionToken=${encodeURIComponent(written)}`).request).toEqual({
      verb: 'ListRecords',
      list: whole,
      place: { ...place, size: null },
    });
  });
});
