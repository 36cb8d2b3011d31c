import { join } from 'node:path';
import { parseHarvestSource, parseRecord, parseSourceCode } from '@diachi/domain';
import type { SearchIndex } from '@diachi/ports';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import {
  deletedRecord,
  dublinCoreRecord,
  errorOf,
  type ForeignAnswer,
  identityOf,
  openForeignRepository,
  recordsOf,
} from '../testing/foreign-repository.ts';
import { openLibrary, removeFolder, type TemporaryLibrary } from '../testing/temporary-library.ts';
import { createHarvesting, HARVEST_DEFAULTS, type Harvesting, type HarvestLimits } from './harvesting.ts';
import { readTold } from './reading/read-told.ts';

const code = parseSourceCode('kho-ban');
const silent = { debug: () => undefined, warn: () => undefined, error: () => undefined };

let library: TemporaryLibrary;
let index: SearchIndex;
let harvesting: Harvesting;
let nowMs: number;
let waited: number[];
let closing: AbortController;

beforeEach(async () => {
  nowMs = Date.parse('2026-11-20T09:00:00.000Z');
  waited = [];
  library = await openLibrary({ works: false });
  index = await createSqliteSearchIndex({ path: join(library.folder, 'index.sqlite') });
  harvesting = open();
});

afterEach(async () => {
  closing.abort();
  await harvesting.settled();
  await library.stop();
  await index.close();
  await removeFolder(library.folder);
});

/** Another process of the library, which harvests. */
function open(
  limits: HarvestLimits = { ...HARVEST_DEFAULTS, harvestPrivate: true, libraryEmail: 'thu-vien@example.vn' },
): Harvesting {
  closing = new AbortController();
  return createHarvesting({
    ...{ catalogue: library.catalogue, index, store: library.store, limits, log: silent, signal: closing.signal },
    defaultLibrary: 'tinh' as never,
    onTold: () => undefined,
    clock: () => new Date(nowMs),
    // What a thread would do, without the time one takes to start.
    startReader: () => ({ read: async (body, task) => readTold(body, 33 * 2 ** 20, task), close: async () => {} }),
    wait: async (ms, signal) => {
      signal.throwIfAborted();
      waited.push(ms);
    },
  });
}

type Answer = (asked: URLSearchParams) => ForeignAnswer | null | Promise<ForeignAnswer | null>;

async function repositoryWith(answer: Answer, said: Record<string, unknown> = {}) {
  const repository = await openForeignRepository(answer);
  onTestFinished(() => repository.close());
  await library.catalogue.addSource(
    parseHarvestSource({ code, name: 'Kho bạn', address: repository.address, isOn: true, ...said }),
  );
  return repository;
}

/** Harvests to the end, and answers what came of it. */
async function harvest(isWhole = false) {
  await harvesting.start(code, isWhole);
  await harvesting.settled();
  const { state } = await library.catalogue.source(code);
  return { state, report: state.reports[0] };
}

const pages =
  (...all: readonly (readonly string[])[]): Answer =>
  (asked) => {
    if (asked.get('verb') !== 'ListRecords') return null;
    const page = Number(asked.get('resumptionToken') ?? 0);
    const token = page + 1 < all.length ? String(page + 1) : page === 0 ? undefined : '';
    return recordsOf(all[page] ?? [], token, all.flat().length);
  };

const titles = async () =>
  (await library.catalogue.foreignRecords(null, { limit: 100 })).map(({ record }) => record.title).toSorted();

describe('a harvest', () => {
  test('takes every page, in turn and with pauses, says who asks, and is found by search', async () => {
    const { asked, agents, atOnce } = await repositoryWith(
      pages(
        [1, 2].map((number) => dublinCoreRecord(number)),
        [dublinCoreRecord(3)],
        [dublinCoreRecord(4)],
      ),
    );

    const { state, report } = await harvest();

    expect(report).toMatchObject({ isWhole: true, pages: 3, fresh: 4, refused: 0, expected: 4, failure: null });
    expect(state).toMatchObject({ from: '2026-11-19T08:00:00Z', place: null });
    expect(await titles()).toEqual(['Sách 1', 'Sách 2', 'Sách 3', 'Sách 4']);
    const { hits } = await index.search({ text: 'sach 3' });
    expect(hits).toMatchObject([{ source: code, record: { title: 'Sách 3' } }]);
    expect(asked.map((one) => one.get('verb'))).toEqual([
      'Identify',
      'ListMetadataFormats',
      ...Array(3).fill('ListRecords'),
    ]);
    expect(waited).toEqual(Array(4).fill(1_000));
    expect(atOnce()).toBe(1);
    expect(new Set(agents)).toEqual(new Set(['KhoDiaChi-harvester (Thu vien tinh; thu-vien@example.vn)']));
  });

  test('asks next time only for what changed, and tells what became of it', async () => {
    let records = [dublinCoreRecord(1), dublinCoreRecord(2)];
    const { asked } = await repositoryWith((one) => (one.get('verb') === 'ListRecords' ? recordsOf(records) : null));
    await harvest();

    records = [dublinCoreRecord(1, 'Tên khác'), deletedRecord(2), dublinCoreRecord(3)];
    const { report } = await harvest();

    expect(asked.at(-1)?.get('from')).toBe('2026-11-19T08:00:00Z');
    expect(report).toMatchObject({ isWhole: false, fresh: 1, changed: 1, gone: 1 });
    expect(await titles()).toEqual(['Sách 3', 'Tên khác']);
    expect(await index.countRecords()).toBe(2);
  });

  test('asks by days where a repository knows no more', async () => {
    const { asked } = await repositoryWith((one) => {
      if (one.get('verb') === 'Identify') return identityOf('persistent', 'YYYY-MM-DD');
      return one.get('verb') === 'ListRecords' ? recordsOf([dublinCoreRecord(1)]) : null;
    });
    await harvest();
    await harvest();

    expect(asked.at(-1)?.get('from')).toBe('2026-11-19');
  });

  test('of everything finds what is gone where a repository does not keep that', async () => {
    let records = [dublinCoreRecord(1), dublinCoreRecord(2)];
    await repositoryWith((one) => {
      if (one.get('verb') === 'Identify') return identityOf('no');
      return one.get('verb') === 'ListRecords' ? recordsOf(records) : null;
    });
    await harvest();
    records = [dublinCoreRecord(2)];

    expect((await harvest()).report).toMatchObject({ isWhole: false, gone: 0 });
    nowMs += 31 * 86_400_000;
    expect((await harvest()).report).toMatchObject({ isWhole: true, gone: 1 });
    expect(await titles()).toEqual(['Sách 2']);

    // All gone at once is not believed.
    records = [];
    expect((await harvest(true)).report?.failure).toMatchObject({ code: 'harvest.nothing-there' });
    expect(await titles()).toEqual(['Sách 2']);
  });

  test('that was broken off goes on with the page it had reached, and nothing is lost or doubled', async () => {
    const all = Array.from({ length: 6 }, (_, page) => [dublinCoreRecord(2 * page), dublinCoreRecord(2 * page + 1)]);
    let isDying = true;
    const { asked } = await repositoryWith((one) => {
      if (isDying && one.get('resumptionToken') === '3') closing.abort();
      return pages(...all)(one);
    });
    await harvest();
    expect((await library.catalogue.source(code)).state.place).toMatchObject({ token: '3', report: { pages: 3 } });
    const before = asked.length;

    isDying = false;
    harvesting = open();
    const { state, report } = await harvest();

    expect(asked.slice(before).map((one) => one.get('resumptionToken'))).toEqual(['3', '4', '5']);
    expect(report).toMatchObject({ pages: 6, fresh: 12, same: 0, failure: null });
    expect(state.reports).toHaveLength(1);
    expect(await titles()).toHaveLength(12);
    expect(await index.countRecords()).toBe(12);
  });

  test('whose token has expired is begun again, and comes to its end', async () => {
    let expired = false;
    await repositoryWith((one) => {
      if (one.get('resumptionToken') !== '1' || expired)
        return pages([dublinCoreRecord(1)], [dublinCoreRecord(2)])(one);
      expired = true;
      return errorOf('badResumptionToken', 'too old');
    });

    expect((await harvest()).report).toMatchObject({ fresh: 2, same: 1, failure: null });
    expect(await titles()).toEqual(['Sách 1', 'Sách 2']);
  });

  const emptyHalf = '<OAI-PMH><responseDate>2026-11-20T08:00:00Z</responseDate></OAI-PMH>';
  const lost = errorOf('noRecordsMatch');

  test.each<[string, ForeignAnswer]>([
    ['with half an answer', emptyHalf],
    ['with nothing that matches', lost],
    ['with another answer', identityOf('no')],
  ])('of everything that breaks off %s loses nothing of what was there', async (_what, broken) => {
    let answer = pages([dublinCoreRecord(1)], [dublinCoreRecord(2)], [dublinCoreRecord(3)]);
    await repositoryWith((one) => answer(one));
    await harvest();
    const whole = answer;
    answer = (one) => (one.get('resumptionToken') === '1' ? broken : whole(one));
    nowMs += 1_000;

    await harvest(true);

    expect(await titles()).toEqual(['Sách 1', 'Sách 2', 'Sách 3']);
  });

  test('of everything that ends long before the size it told loses nothing of what was there', async () => {
    let records = [1, 2, 3, 4].map((number) => dublinCoreRecord(number));
    await repositoryWith((one) => (one.get('verb') === 'ListRecords' ? recordsOf(records, '', 4) : null));
    await harvest();
    records = records.slice(0, 2);
    nowMs += 1_000;

    expect((await harvest(true)).report).toMatchObject({ gone: 0, failure: null });
    expect(await titles()).toHaveLength(4);
  });

  test('keeps what was known of a record that cannot be taken in any more', async () => {
    let records = [dublinCoreRecord(1), dublinCoreRecord(2), dublinCoreRecord(3)];
    await repositoryWith((one) => (one.get('verb') === 'ListRecords' ? recordsOf(records) : null));
    await harvest();
    records = [dublinCoreRecord(1, ' '), dublinCoreRecord(2)];
    nowMs += 1_000;

    expect((await harvest(true)).report).toMatchObject({ refused: 1, gone: 1 });
    expect(await titles()).toEqual(['Sách 1', 'Sách 2']);
  });

  test.each<[string, ForeignAnswer]>([
    ['a page for people', '<html><body>Session expired</body></html>'],
    ['a status', { status: 410 }],
    ['an error of the server, again and again', { status: 500 }],
    ['another error of the protocol', errorOf('badArgument')],
  ])('whose token has died is begun again though the repository answers with %s', async (_what, dead) => {
    let isDying = true;
    let isBegunAgain = false;
    const list = pages([dublinCoreRecord(1)], [dublinCoreRecord(2)], [dublinCoreRecord(3)]);
    await repositoryWith((one) => {
      isBegunAgain ||= !isDying && one.has('metadataPrefix');
      if (isDying && one.get('resumptionToken') === '2') closing.abort();
      return isDying || isBegunAgain ? list(one) : dead;
    });
    await harvest();
    isDying = false;
    harvesting = open();

    const { report } = await harvest();

    expect(report).toMatchObject({ failure: null });
    expect(await titles()).toEqual(['Sách 1', 'Sách 2', 'Sách 3']);
  });

  test('that failed at its first question asks next for what changed, not for everything', async () => {
    let isAway = false;
    const { asked } = await repositoryWith((one) => {
      if (isAway) return { status: 500 };
      return one.get('verb') === 'ListRecords' ? recordsOf([dublinCoreRecord(1)]) : null;
    });
    await harvest();
    isAway = true;
    expect((await harvest()).report?.failure).toMatchObject({ code: 'harvest.status' });
    isAway = false;

    expect((await harvest()).report).toMatchObject({ isWhole: false, failure: null });
    expect(asked.at(-1)?.get('from')).toBe('2026-11-19T08:00:00Z');
  });

  test('remembers the last that came to its end, however many failed since', async () => {
    let isAway = false;
    await repositoryWith((one) => (isAway ? { status: 404 } : pages([dublinCoreRecord(1)])(one)));
    await harvest();
    isAway = true;
    for (let failed = 0; failed < 12; failed += 1) {
      nowMs += 86_400_000;
      await harvest();
    }

    const { state } = await harvest();

    expect(state.reports).toHaveLength(10);
    expect(state.reports.at(-1)).toMatchObject({ fresh: 1, failure: null });
  });

  test('puts nothing before what is new because a repository tells days to come, or none', async () => {
    const dated = (number: number, day: string) =>
      dublinCoreRecord(number).replace(/<datestamp>[^<]*/, `<datestamp>${day}`);
    const records = [dated(1, '9999-12-31'), dated(2, '2026-11-20T08:59:00Z'), dated(3, 'hôm qua')];
    await repositoryWith(pages(records));
    await harvest();

    const { hits } = await index.search({ text: '' });
    expect(hits.map(({ record }) => record.title)).toEqual(['Sách 1', 'Sách 2', 'Sách 3']);
    await index.put(
      { id: 'ours000000000000' as never, record: ourRecord, receivedAt: new Date(nowMs + 1_000).toISOString() },
      [],
    );
    expect((await index.search({ text: '' })).hits[0]?.record.title).toBe('Của ta');
  });

  test('records that cannot be taken in are told with their reasons, and the others are taken', async () => {
    const bare = '<record><header><identifier>oai:x:9</identifier><datestamp>2026-11-01</datestamp></header></record>';
    await repositoryWith(pages([dublinCoreRecord(1), dublinCoreRecord(2, ' '), bare, '<record></record>']));

    const { report } = await harvest();

    expect(report).toMatchObject({ fresh: 1, refused: 2 });
    expect(report?.refusals.map(({ identifier, code: why }) => [identifier, why])).toEqual([
      ['oai:kho.example.vn:2', 'harvest.no-title'],
      ['oai:x:9', 'harvest.no-metadata'],
    ]);
  });

  test('is done by one process at a time, and by itself when it is due', async () => {
    const held = Promise.withResolvers<void>();
    const { asked } = await repositoryWith(async () => {
      await held.promise;
      return null;
    });

    await harvesting.startDue();
    await expect(harvesting.start(code, false)).rejects.toMatchObject({ code: 'harvest.running' });
    held.resolve();
    await harvesting.settled();
    const first = asked.length;
    await harvesting.startDue();
    expect(asked).toHaveLength(first);

    nowMs += 25 * 3_600_000;
    await harvesting.startDue();
    await harvesting.settled();
    expect(asked.length).toBeGreaterThan(first);
  });

  test('a source removed meanwhile stays removed', async () => {
    await repositoryWith(async (one) => {
      if (one.get('resumptionToken') === '1') await library.catalogue.removeSource(code);
      return pages([dublinCoreRecord(1)], [dublinCoreRecord(2)])(one);
    });
    await harvesting.start(code, false);
    await harvesting.settled();

    expect(await library.catalogue.sources()).toEqual([]);
    expect(await titles()).toEqual([]);
    await harvesting.tidyIndex(new AbortController().signal);
    expect((await index.search({ text: '' })).total).toBe(0);
  });
});

describe('a repository that is busy', () => {
  test('is waited for as long as it asks', async () => {
    let busy = 2;
    await repositoryWith((one) => {
      if (one.get('verb') !== 'ListRecords') return null;
      busy -= 1;
      return busy >= 0 ? { status: 503, headers: { 'retry-after': '7' } } : recordsOf([dublinCoreRecord(1)]);
    });

    expect((await harvest()).report).toMatchObject({ fresh: 1, failure: null });
    expect(waited.filter((ms) => ms === 7_000)).toHaveLength(2);
  });

  test.each(['999999999', '99999999999999999999', 'Fri, 31 Dec 9999 23:59:59 GMT', '+275760-09-13T00:00:00Z'])(
    'for ever (%s) is asked again in a week',
    async (ever) => {
      await repositoryWith(() => ({ status: 503, headers: { 'retry-after': ever } }));

      expect((await harvest()).state.notBefore).toBe('2026-11-27T09:00:00.000Z');
    },
  );

  test('says until when, and is waited for', async () => {
    let busy = 1;
    await repositoryWith((one) => {
      busy -= 1;
      return busy >= 0
        ? { status: 503, headers: { 'retry-after': 'Fri, 20 Nov 2026 09:01:30 GMT' } }
        : pages([dublinCoreRecord(1)])(one);
    });

    expect((await harvest()).report).toMatchObject({ fresh: 1, failure: null });
    expect(waited).toContain(90_000);
  });

  test('for long is asked another time, and not before', async () => {
    const { asked } = await repositoryWith(() => ({ status: 429, headers: { 'retry-after': '7200' } }));

    const { state, report } = await harvest();

    expect(report?.failure).toMatchObject({ code: 'harvest.busy', details: { minutes: 120 } });
    expect(state.notBefore).toBe('2026-11-20T11:00:00.000Z');
    nowMs += 90 * 60_000;
    await harvesting.startDue();
    expect(asked).toHaveLength(1);
  });
});

describe('a hostile repository is left, with a reason', () => {
  const records =
    (answer: ForeignAnswer): Answer =>
    (one) =>
      one.get('verb') === 'ListRecords' ? answer : null;
  const endless: Answer = (one) =>
    one.get('verb') === 'ListRecords'
      ? recordsOf([dublinCoreRecord(1)], `t${Number((one.get('resumptionToken') ?? 't0').slice(1)) + 1}`)
      : null;
  const nothingness: Answer = (one) =>
    one.get('verb') === 'ListRecords'
      ? recordsOf([], `t${Number((one.get('resumptionToken') ?? 't0').slice(1)) + 1}`)
      : null;
  const page = '<!doctype html><html><body>Đăng nhập</body></html>';
  const doctype = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>${recordsOf([])}`;

  test.each<[string, Answer, string]>([
    ['a page for people', () => page, 'harvest.not-oai'],
    ['a page behind a status', () => ({ status: 404, body: page }), 'harvest.status'],
    ['another kind of XML', () => '<rss/>', 'harvest.not-oai'],
    ['entities', records(doctype), 'harvest.unreadable'],
    ['XML that breaks off', records(recordsOf([dublinCoreRecord(1)]).slice(0, 400)), 'harvest.unreadable'],
    ['bytes that are not UTF-8', records({ body: Buffer.from(recordsOf(['\u00e9']), 'latin1') }), 'harvest.unreadable'],
    ['a token that comes again', records(recordsOf([dublinCoreRecord(1)], 'again')), 'harvest.in-circles'],
    ['tokens without end', endless, 'harvest.in-circles'],
    ['pages of nothing without end', nothingness, 'harvest.in-circles'],
    ['a token longer than any address', records(recordsOf([], 't'.repeat(9_000))), 'harvest.not-oai'],
    ['an error where it should say what it is', () => errorOf('badVerb'), 'harvest.not-oai'],
    [
      'no format that is read',
      (one) => (one.get('verb') === 'ListMetadataFormats' ? oddFormats : null),
      'harvest.no-format',
    ],
    ['errors of the protocol', records(errorOf('badArgument', 'no')), 'harvest.refused'],
    ['redirects in circles', () => ({ status: 302, headers: { location: '/oai' } }), 'harvest.bad-redirect'],
    [
      'redirects to files',
      () => ({ status: 302, headers: { location: 'file:///etc/passwd' } }),
      'harvest.bad-redirect',
    ],
    ['a far too large answer', () => ({ body: Buffer.alloc(33 * 2 ** 20, ' ') }), 'harvest.too-large'],
  ])('for %s', async (_what, answer, why) => {
    await repositoryWith(answer);

    expect((await harvest()).report?.failure).toMatchObject({ code: why });
  });

  test('that led in circles, it is begun from the beginning the next time', async () => {
    let answer: Answer = endless;
    const { asked } = await repositoryWith((one) => answer(one));
    await harvest();
    expect((await library.catalogue.source(code)).state.place).toBeNull();
    answer = pages([dublinCoreRecord(1)]);
    const before = asked.length;

    expect((await harvest()).report).toMatchObject({ failure: null });
    expect(asked.slice(before).map((one) => one.get('resumptionToken'))).toEqual([null, null, null]);
  });

  test('two sets of one repository are not asked at the same time', async () => {
    const held = Promise.withResolvers<void>();
    const { address, asked } = await repositoryWith(async () => {
      await held.promise;
      return null;
    });
    const other = parseSourceCode('kho-ban-sach');
    await library.catalogue.addSource(
      parseHarvestSource({ code: other, name: 'Kho bạn, sách', address, isOn: true, set: 'sach' }),
    );

    await harvesting.startDue();
    await harvesting.startDue();
    expect((await library.catalogue.source(other)).state.triedAt).toBeNull();
    held.resolve();
    await harvesting.settled();
    await harvesting.startDue();
    await harvesting.settled();
    expect(asked.at(-1)?.get('set')).toBe('sach');
  });

  test('where it leads to this machine, whatever it is called', async () => {
    harvesting = open(HARVEST_DEFAULTS);
    const { address, asked } = await repositoryWith(() => null);
    expect((await harvest()).report?.failure).toMatchObject({ code: 'harvest.private-address' });

    const { source } = await library.catalogue.source(code);
    await library.catalogue.changeSource({ ...source, address: address.replace('127.0.0.1', 'localhost') });
    expect((await harvest()).report?.failure).toMatchObject({ code: 'harvest.private-address' });
    expect(asked).toEqual([]);
  });

  test('where nobody answers', async () => {
    const { close } = await repositoryWith(() => null);
    await close();

    expect((await harvest()).report?.failure).toMatchObject({ code: 'harvest.away', kind: 'unavailable' });
  });
});

const ourRecord = parseRecord({ title: 'Của ta', library: 'tinh' });
const oddFormats = `<OAI-PMH><ListMetadataFormats><metadataFormat><metadataPrefix>ore</metadataPrefix></metadataFormat></ListMetadataFormats></OAI-PMH>`;
