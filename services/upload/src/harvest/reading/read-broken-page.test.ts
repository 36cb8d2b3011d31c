import { parseSourceCode } from '@diachi/domain';
import { expect, test } from 'vitest';
import { dublinCoreRecord, recordsOf } from '../../testing/foreign-repository.ts';
import { readTold } from './read-told.ts';

const MOST = 1_000_000;
const task = { kind: 'page', source: parseSourceCode('kho-ban'), metadataPrefix: 'oai_dc' } as const;

/** What is taken of a page, by titles, and what is refused, by names. */
function read(page: string | Uint8Array) {
  const body = typeof page === 'string' ? new TextEncoder().encode(page) : page;
  const read = readTold<'page'>(body, MOST, task);
  if ('fault' in read) return read;
  const { taken, token, named } = read.told;
  return {
    ...{ token, named },
    titles: taken.flatMap((one) => ('record' in one ? [one.record.record.title] : [])),
    refused: taken.flatMap((one) => ('refused' in one ? [`${one.refused.identifier} ${one.refused.code}`] : [])),
  };
}

const page = (second: string) => recordsOf([dublinCoreRecord(1), second, dublinCoreRecord(3)], 'next');
const damaged = {
  ...{ token: 'next', named: 3, titles: ['Sách 1', 'Sách 3'] },
  refused: ['oai:kho.example.vn:2 harvest.broken-record'],
};

test.each([
  ['a sign that means something else', dublinCoreRecord(2, 'Mường & bản')],
  ['a tag that is not closed', dublinCoreRecord(2, 'Mường <b>bản')],
  ['an entity nobody defined', dublinCoreRecord(2, 'Mường&nbsp;bản')],
])('a record with %s is refused by its name, and the page goes on', (_what, record) => {
  expect(read(page(record))).toEqual(damaged);
});

test('a record with bytes that are no letter is refused, and nobody guesses what they were', () => {
  const bytes = Buffer.from(page(dublinCoreRecord(2, 'M@ng')));
  bytes[bytes.indexOf('M@ng') + 1] = 0xe1;

  expect(read(bytes)).toEqual(damaged);
});

test.each(['\u000b', '&#11;', '&#x1F;', '\uffff'])('a sign that XML has no place for (%j) costs nothing', (sign) => {
  expect(read(page(dublinCoreRecord(2, `Mường${sign}bản`)))).toEqual({
    ...{ token: 'next', named: 3, titles: ['Sách 1', 'Mường bản', 'Sách 3'], refused: [] },
  });
});

test('of MARC, which has records in records, the whole record is refused', () => {
  const marc = (title: string) => `<record><header><identifier>oai:kho.example.vn:2</identifier></header>
    <metadata><record xmlns="http://www.loc.gov/MARC21/slim"><datafield tag="245"><subfield code="a">${title}</subfield>
    </datafield></record></metadata></record>`;

  expect(read(page(marc('Mường')))).toMatchObject({ titles: ['Sách 1', 'Mường', 'Sách 3'], refused: [] });
  expect(read(page(marc('Mường & bản')))).toEqual(damaged);
});

test.each([
  ['breaks off', page(dublinCoreRecord(2)).slice(0, -80)],
  ['is damaged outside its records', page(dublinCoreRecord(2)).replace('<responseDate>', '<responseDate')],
  ['has entities of its own', `<!DOCTYPE x [<!ENTITY a "b">]>${page(dublinCoreRecord(2, '&a;'))}`],
  ['is in another encoding', page('').replace('UTF-8', 'windows-1258')],
])('a page that %s is refused as a whole', (_what, broken) => {
  expect(read(broken)).toMatchObject({ fault: 'unreadable' });
});
