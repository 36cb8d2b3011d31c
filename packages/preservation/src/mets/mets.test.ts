import { type Checksum, parseChecksum, parseDocumentId, parseRecord } from '@diachi/domain';
import { element } from '@diachi/xml';
import { describe, expect, test } from 'vitest';
import { lacksJudge } from '../../../../test/judges/lacks-judge.ts';
import { xmlFaults } from '../../../../test/judges/xml-faults.ts';
import { metsDocument } from './mets.ts';
import type { MetsSource } from './mets-source.ts';

describe('a document as METS', () => {
  test('tells every file with its checksum, and which page it is of', () => {
    const xml = metsDocument(source());

    expect(xml).toContain(
      `<mets:file ID="default-page-1" MIMETYPE="image/jpeg" SIZE="900" CHECKSUM="${checksum('b')}" CHECKSUMTYPE="SHA-256"><mets:FLocat LOCTYPE="URL" xlink:type="simple" xlink:href="pages/1.jpg"/></mets:file>`,
    );
    expect(xml).toContain(
      '<mets:div ID="phys-1" TYPE="page" ORDER="1" ORDERLABEL="i"><mets:fptr FILEID="default-page-1"/>',
    );
  });

  test('has the table of contents as parts, one inside the other, each with the page it begins on', () => {
    const xml = metsDocument(source());

    expect(xml).toContain(
      '<mets:div ID="log-1" TYPE="section" LABEL="Chương I"><mets:div ID="log-2" TYPE="section" LABEL="Mục 1"/></mets:div><mets:div ID="log-3" TYPE="section" LABEL="Chương II"/>',
    );
    expect(linksIn(xml)).toEqual([
      'log→phys',
      'log→phys-1',
      'log→phys-2',
      'log-1→phys-1',
      'log-1→phys-2',
      'log-2→phys-2',
    ]);
  });

  test('names for each part all of its pages, up to the one before the next part beside it', () => {
    const pages = Array.from({ length: 7 }, (_, page) => ({ page, label: `${page}` }));
    const bookmarks = [
      { title: 'Lời nói đầu', page: 0, level: 0 },
      { title: 'Chương I', page: 1, level: 0 },
      { title: 'Mục 1', page: 1, level: 1 },
      { title: 'Mục 2', page: 3, level: 1 },
      { title: 'Mục 3', page: 3, level: 1 },
      { title: 'Chương II', page: 5, level: 0 },
    ];

    const links = linksIn(metsDocument(source({ pages, bookmarks })));

    const of = (part: number) =>
      links.flatMap((link) => (link.startsWith(`log-${part}→`) ? [Number(link.split('phys-')[1])] : []));
    expect([1, 2, 3, 4, 5, 6].map(of)).toEqual([[1], [2, 3, 4, 5], [2, 3], [4], [4, 5], [6, 7]]);
  });

  test('is not made endless by a table of contents that leads to and fro', () => {
    const pages = Array.from({ length: 200 }, (_, page) => ({ page, label: `${page}` }));
    const bookmarks = Array.from({ length: 1_000 }, (_, at) => ({ title: `${at}`, page: (at % 2) * 199, level: 0 }));

    const links = linksIn(metsDocument(source({ pages, bookmarks })));

    expect(links.length).toBeLessThan(30 * 200);
    for (let part = 1; part <= 1_000; part += 1) {
      expect(links).toContain(`log-${part}→phys-${part % 2 === 1 ? 1 : 200}`);
    }
  });

  test('tells of an embargo while it lasts', () => {
    const record = parseRecord({ title: 'Địa chí', library: 'tinh', embargoUntil: '2026-11-24' });
    const document = { ...source().document, record };

    expect(metsDocument(source({ document }))).toContain('Embargo until 2026-11-24.');
    expect(metsDocument(source({ document, today: '2026-11-24' }))).not.toContain('mbargo');
  });

  test('tells its history in the words of the field', () => {
    const xml = metsDocument(source());

    expect(xml).toMatch(/valueURI="http:\/\/id\.loc\.gov\/vocabulary\/preservation\/eventType\/fix">fixity check</);
    expect(xml).toContain('<premis:eventOutcomeDetailNote>Một tệp khác đi.</premis:eventOutcomeDetailNote>');
  });

  test('names originals only where that is asked for', () => {
    expect(metsDocument(source())).not.toContain('bà Lan');
    expect(metsDocument(source({ tellsNames: true }))).toContain(
      '<premis:originalName>bà Lan gửi.pdf</premis:originalName>',
    );
  });

  test.skipIf(lacksJudge('xmllint', 'libxml2-utils'))(
    'satisfies the published schemas of METS and PREMIS',
    async () => {
      const sources = [
        source(),
        source({ tellsNames: true, bookmarks: [], events: [], agents: [] }),
        source({ pages: [], groups: [], descriptions: [] }),
        source({ libraryName: '<"&\u0000>' }),
        source({
          document: {
            ...source().document,
            record: parseRecord({ title: 'Địa chí', library: 'tinh', embargoUntil: '2030-01-01' }),
          },
        }),
      ];
      // What would pass without its schema fails with it.
      expect(
        await xmlFaults(metsDocument(source()).replace('premis:act>', 'premis:deed>'), 'mets/mets-with-contents.xsd'),
      ).not.toBe('');
      for (const one of sources) expect(await xmlFaults(metsDocument(one), 'mets/mets-with-contents.xsd')).toBe('');
    },
  );
});

const linksIn = (xml: string): readonly string[] =>
  [...xml.matchAll(/<mets:smLink xlink:from="([^"]+)" xlink:to="([^"]+)"\/>/g)].map(([, from, to]) => `${from}→${to}`);

const checksum = (letter: string): Checksum => parseChecksum(letter.repeat(64));

function source(changed: Partial<MetsSource> = {}): MetsSource {
  const file = {
    type: 'image/jpeg',
    sizeBytes: 900,
    checksum: { algorithm: 'SHA-256', value: checksum('b') },
  } as const;
  return {
    document: {
      id: parseDocumentId('abcdefgh12345678'),
      record: parseRecord({
        title: 'Địa chí',
        library: 'tinh',
        kind: 'book',
        rightsHolder: 'Sở Văn hoá',
        licence: 'cc-by',
      }),
      originals: [{ checksum: checksum('a'), fileName: 'bà Lan gửi.pdf', sizeBytes: 5, type: 'application/pdf' }],
      receivedAt: '2026-11-22T01:02:03.004Z',
      changedAt: '2026-11-23T01:02:03.004Z',
    },
    today: '2026-11-23',
    address: 'https://kho.example/documents/abcdefgh12345678',
    libraryName: 'Thư viện tỉnh',
    software: { id: 'diachi', name: 'Kho Địa Chí', type: 'software', version: '0.1.0' },
    descriptions: [
      { type: 'DC', xml: element('dc:title', { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' }, 'Địa chí') },
    ],
    groups: [
      { use: 'ORIGINAL', files: [{ ...file, href: 'originals/1.pdf', type: 'application/pdf', page: null }] },
      {
        use: 'DEFAULT',
        files: [
          { ...file, href: 'pages/1.jpg', page: 0 },
          { ...file, href: 'pages/2.jpg', page: 1 },
        ],
      },
      {
        use: 'FULLTEXT',
        files: [{ href: 'pages/1.xml', type: 'application/xml', sizeBytes: null, checksum: null, page: 0 }],
      },
    ],
    pages: [
      { page: 0, label: 'i' },
      { page: 1, label: '2' },
    ],
    bookmarks: [
      { title: 'Chương I', page: 0, level: 1 },
      { title: 'Mục 1', page: 1, level: 2 },
      { title: 'Chương II', page: 99, level: 1 },
    ],
    events: [
      {
        kind: 'received',
        at: '2026-11-22T01:02:03.004Z',
        detail: 'Received.',
        outcome: 'success',
        agents: ['tinh'],
        objects: [checksum('a')],
      },
      {
        kind: 'fixity',
        at: '2026-11-23T01:02:03.004Z',
        detail: 'Checksums were compared.',
        outcome: 'failure',
        outcomeNote: 'Một tệp khác đi.',
        agents: ['diachi'],
        objects: [],
      },
    ],
    agents: [{ id: 'tinh', name: 'Thư viện tỉnh', type: 'organization', version: null }],
    tellsNames: false,
    ...changed,
  };
}
