import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Failure, waitingPage } from '@diachi/domain';
import { afterEach, describe, expect, test } from 'vitest';
import { catalogueAway } from '../../../../test/faults/index.ts';
import { lacksJudge } from '../../../../test/judges/lacks-judge.ts';
import {
  type HarvestedLibrary,
  type HarvestedOptions,
  nameOf,
  openHarvestedLibrary,
  publish,
  record,
  textsOf,
  tokenOf,
} from './testing/harvested-library.ts';

const run = promisify(execFile);
const lacksOaiPmh = lacksJudge('oai_pmh', 'libhttp-oai-perl');

let library: HarvestedLibrary;
const open = async (options: HarvestedOptions = {}) => {
  library = await openHarvestedLibrary(options);
  return library;
};
afterEach(() => library.close());

describe('oai_pmh, a harvester by others', () => {
  const harvest = async (...options: string[]) => {
    const { stdout } = await run('oai_pmh', [...options, library.address], { maxBuffer: 2 ** 26 });
    return stdout;
  };
  const named = (told: string) =>
    [...told.matchAll(/(?:^|\f)identifier: (.*)$/gm)].map(([, identifier = '']) => identifier);

  test.skipIf(lacksOaiPmh)('harvests everything, in every format, deleted ones too', async () => {
    await open({ atOnce: 10 });
    for (let number = 1; number <= 47; number++) await publish(library, number);
    await library.catalogue.remove(nameOf(8));

    for (const prefix of ['oai_dc', 'mods', 'marc21']) {
      const told = await harvest('-X', 'ListRecords', '--metadataPrefix', prefix);
      expect(new Set(named(told)).size).toBe(47);
      expect(named(told)).toHaveLength(47);
      expect(told.match(/^status: deleted$/gm)).toHaveLength(1);
      expect(told.match(/^setSpec: library:tinh$/gm)).toHaveLength(47);
      expect(told).toContain('tập 47');
    }
  });

  test.skipIf(lacksOaiPmh)('harvests a set, a time, headers, one record, and the formats', async () => {
    await open();
    for (let number = 1; number <= 6; number++) await publish(library, number);
    const collection = 'collection:tinh:S.C3.A1ch.20ch.E1.BB.AF.20H.C3.A1n';

    const ids = ['-X', 'ListIdentifiers', '--metadataPrefix', 'oai_dc'];
    expect(named(await harvest(...ids, '--set', collection))).toHaveLength(3);
    expect(named(await harvest(...ids, '--from', '2026-01-02', '--until', '2026-01-02'))).toHaveLength(6);
    const one = ['--metadataPrefix', 'mods', '--identifier', `oai:kho.example:${nameOf(3)}`];
    expect(await harvest('-X', 'GetRecord', ...one)).toContain('tập 3');
    expect(await harvest('-X', 'ListMetadataFormats')).toContain('metadataPrefix: marc21');
  });
});

describe('a repository that changes while it is harvested', () => {
  test('loses nothing, and tells twice only what changed', async () => {
    await open({ atOnce: 5 });
    for (let number = 1; number <= 30; number++) {
      await publish(library, number);
      library.wait(1);
    }
    const first = await harvestAll(async (page) => {
      const number = 30 + page;
      if (page > 8) return;
      await publish(library, number);
      await library.catalogue.changeRecord(nameOf(page), record(900 + page), 1);
      if (page % 2 === 0) await library.catalogue.remove(nameOf(20 + page));
      // By turns in the second of the page itself, and after it.
      if (page % 3 === 0) library.wait(1);
    });

    for (const [, times] of timesTold(first)) expect(times).toBeLessThanOrEqual(3);
    const unchanged = Array.from({ length: 11 }, (_, place) => nameOf(9 + place));
    for (const id of unchanged) expect(timesTold(first).get(id)).toBe(1);
    const again = await harvestAll(async () => {}, first.from);
    expect(copyOf([...first.told, ...again.told])).toEqual(await truth());
  });

  test('what is published in the very second of a page is told there or to who comes back', async () => {
    await open({ atOnce: 3 });
    const known = new Map<string, string>();
    let from: string | null = null;
    let number = 1_000;
    for (let round = 0; round < 6; round++) {
      const { told, from: next } = await harvestAll(async (page) => {
        // Names that come before those that were told already, in the same second.
        number -= 7;
        if (page <= 3) await publish(library, number);
        if (page === 2) library.wait(1);
      }, from);
      for (const { id, version } of told) known.set(id, version);
      from = next;
    }
    const last = await harvestAll(async () => {}, from);
    for (const { id, version } of last.told) known.set(id, version);

    expect(Object.fromEntries(known)).toEqual(await truth());
  });

  test('a list bounded by a time ends when what was to come went elsewhere', async () => {
    await open({ atOnce: 2 });
    for (const number of [1, 2, 3]) await publish(library, number);
    library.wait(60);
    const begun = await library.ask('verb=ListRecords&metadataPrefix=oai_dc&until=2026-01-02T03:04:30Z');
    await library.catalogue.remove(nameOf(3));

    const token = encodeURIComponent(tokenOf(begun) ?? '');
    expect(await library.ask(`verb=ListRecords&resumptionToken=${token}`)).toContain('code="noRecordsMatch"');
  });
});

describe('a repository that cannot answer', () => {
  test('says when to come back, and sends nothing by halves', async () => {
    await open({ breakCatalogue: (catalogue) => catalogueAway(catalogue) });

    const response = await fetch(`${library.address}?verb=ListRecords&metadataPrefix=oai_dc`);

    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.text()).not.toContain('OAI-PMH');
  });

  test('gone in the middle of a page, it answers as if it had been gone before', async () => {
    await open({
      breakCatalogue: (catalogue) => catalogueAway(catalogue, ({ method }) => method === 'documentsNamed'),
    });
    await publish(library, 1);

    const response = await fetch(`${library.address}?verb=ListRecords&metadataPrefix=oai_dc`);

    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('<record>');
  });
});

describe('a record that cannot be written', () => {
  const broken = new Failure('invalid', 'manifest.broken', 'The manifest of a document is damaged.');
  const lost = new Failure('unavailable', 'manifest.lost', 'The files of this document are not in the store.');
  const away = new Failure('unavailable', 'object.unavailable', 'The store does not answer.');
  /** The second of three documents fails, as long as `isBroken`. */
  const openBroken = async (failure: Failure, more: HarvestedOptions = {}) => {
    const state = { isBroken: true };
    await open({
      ...{ atOnce: 1, ...more },
      breakBuilder: (builder) => ({
        ...builder,
        build: (described, document) => {
          if (state.isBroken && document.id === nameOf(2)) throw failure;
          return builder.build(described, document);
        },
      }),
    });
    for (const number of [1, 2, 3]) {
      await publish(library, number);
      library.wait(1);
    }
    return state;
  };
  const ids = ({ told }: Harvest) => told.map(({ id }) => id);

  test.each([broken, lost])('($code) is left out with an alarm, and the others are told', async (failure) => {
    await openBroken(failure);

    expect(ids(await harvestAll(async () => {}))).toEqual([nameOf(1), nameOf(3)]);
    expect(library.alarms).toMatchObject([{ code: failure.code, document: nameOf(2), format: 'oai_dc' }]);
    const identifier = encodeURIComponent(`oai:kho.example:${nameOf(2)}`);
    const one = await library.ask(`verb=GetRecord&metadataPrefix=oai_dc&identifier=${identifier}`);
    expect(one).toContain('code="cannotDisseminateFormat"');
  });

  test('is told when the document was read anew', async () => {
    const state = await openBroken(lost);
    const { from } = await harvestAll(async () => {});
    library.wait(60);
    state.isBroken = false;
    await library.catalogue.publish({ documentId: nameOf(2), number: 2 }, [{ ...waitingPage(0, '1'), state: 'blank' }]);

    expect(ids(await harvestAll(async () => {}, from))).toContain(nameOf(2));
  });

  test.each<[string, Failure, HarvestedOptions]>([
    ['the store is away', away, {}],
    ['the whole store is not there', lost, { hasStore: false }],
  ])('because %s, harvesters are asked to come back', async (_why, failure, more) => {
    await openBroken(failure, more);
    const first = await library.ask('verb=ListRecords&metadataPrefix=oai_dc');

    const response = await fetch(
      `${library.address}?verb=ListRecords&resumptionToken=${encodeURIComponent(tokenOf(first) ?? '')}`,
    );

    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

type Told = { readonly id: string; readonly version: string };
type Harvest = { readonly told: readonly Told[]; readonly from: string };

/** Follows a list to its end as harvesters do; something happens in the library after each page. The next time begins at the first answer's date. */
async function harvestAll(between: (page: number) => Promise<void>, from: string | null = null): Promise<Harvest> {
  const told: Told[] = [];
  let next = from;
  let query: string | null = `verb=ListRecords&metadataPrefix=oai_dc${from === null ? '' : `&from=${from}`}`;
  for (let page = 1; query !== null; page++) {
    const xml: string = await library.ask(query);
    if (page === 1) next = textsOf(xml, 'responseDate')[0] ?? '';
    for (const one of xml.split('<record>').slice(1)) told.push(toldIn(one));
    const token = tokenOf(xml);
    query = token === null ? null : `verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`;
    await between(page);
  }
  return { told, from: next ?? '' };
}

const toldIn = (xml: string): Told => ({
  id: (textsOf(xml, 'identifier')[0] ?? '').replace('oai:kho.example:', ''),
  version: xml.includes('status="deleted"') ? 'gone' : (textsOf(xml, 'dc:title')[0] ?? ''),
});

function timesTold({ told }: Harvest): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { id } of told) times.set(id, (times.get(id) ?? 0) + 1);
  return times;
}

const copyOf = (told: readonly Told[]) => Object.fromEntries(told.map(({ id, version }) => [id, version]));

/** Everything as it is, by what the catalogue says. */
async function truth(): Promise<Readonly<Record<string, string>>> {
  const { changes } = await library.catalogue.changes({}, { order: 'oldest-first', limit: 1_000 });
  const documents = await library.catalogue.documentsNamed(changes.map(({ id }) => id));
  const titles = new Map(documents.map(({ id, record: { title } }) => [id, title]));
  const escaped = (title = '') => title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return Object.fromEntries(changes.map(({ id, isGone }) => [id, isGone ? 'gone' : escaped(titles.get(id))]));
}
