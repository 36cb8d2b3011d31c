import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseChecksum, parseDocumentId, parseLibraryCode, UNRECKONED } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findPostgres, type PostgresServer, startPostgres } from '../../../test/servers/index.ts';
import { createPostgresCatalogue } from './postgres-catalogue.ts';
import { openPool, type PostgresPlace } from './postgres-pool.ts';
import { catalogueIn } from './sqlite-catalogue.ts';
import { openSqliteFile, type SqliteFile } from './sqlite-file.ts';

const id = parseDocumentId('0000000000000001');
const revision = { documentId: id, number: 1 };
const library = parseLibraryCode('tinh');
const after = '3_2024-05-07T00:00:00.000Z';
const [beginning, change, end] = ['2024-01-02T00:00:00Z', `2024-01-05T00:00:00Z_${id}`, '2024-01-10T00:00:00Z'];
const token = { at: '2024-05-07T00:00:00.000Z' };

type Question = { readonly name: string; readonly ask: (catalogue: Catalogue) => Promise<unknown> };

const questions: readonly Question[] = [
  { name: 'every document', ask: (it) => it.documents({}, { limit: 20, after }) },
  { name: 'a state', ask: (it) => it.documents({ states: ['failed'] }, { limit: 20, after }) },
  { name: 'the state of most', ask: (it) => it.documents({ states: ['published'] }, { limit: 20, after }) },
  { name: 'a library', ask: (it) => it.documents({ library }, { limit: 20, after }) },
  { name: 'a collection', ask: (it) => it.documents({ collection: 'Báo' }, { limit: 20, after }) },
  { name: 'what everybody is shown', ask: (it) => it.documents({ isShown: true }, { limit: 20, after }) },
  {
    name: 'what everybody is shown of a library',
    ask: (it) => it.documents({ states: ['published'], library, isShown: true }, { limit: 20, after }),
  },
  { name: 'which embargoes end', ask: (it) => it.openEmbargoed('2000-01-01') },
  { name: 'a kind', ask: (it) => it.documents({ kind: 'map' }, { limit: 20, after }) },
  {
    name: 'a collection of a library',
    ask: (it) => it.documents({ library, collection: 'Báo' }, { limit: 20, after }),
  },
  { name: 'the pages of a document', ask: (it) => it.pages(revision) },
  { name: 'a document by its id', ask: (it) => it.document(id).catch(() => null) },
  { name: 'the steps of a revision', ask: (it) => it.progress({ ...revision, number: 2 }).catch(() => []) },
  { name: 'the audit trail', ask: (it) => it.audit.entries({ limit: 20 }) },
  { name: 'the audit trail of a document', ask: (it) => it.audit.entries({ documentId: id, limit: 20 }) },
  { name: 'the documents in work', ask: (it) => it.inWork(200) },
  { name: 'how much is in work', ask: (it) => it.countInWork() },
  { name: 'what is unfinished', ask: (it) => it.unfinished({ limit: 20, after }) },
  { name: 'the documents with a failure', ask: (it) => it.withFailure(20) },
  { name: 'how many there are in each state', ask: (it) => it.countByState() },
  { name: 'the documents to be checked', ask: (it) => it.documentsToCheck({ limit: 20, after: '500000_3' }) },
  { name: 'the pages to be checked', ask: (it) => it.pagesToCheck({ limit: 20, after: `500000_${id}_3` }) },
  { name: 'what may be learned from', ask: (it) => it.documentsToLearnFrom({ limit: 20, after }) },
  { name: 'how much may be learned from', ask: (it) => it.trustedText() },
  { name: 'how many are indexed', ask: (it) => it.countIndexed() },
  { name: 'what is on the shelves', ask: (it) => it.shelves() },
  ...(
    [
      ['every change', {}],
      ['the changes of a library', { library }],
      ['the changes of a collection', { library, collection: 'Báo' }],
      ['the changes of a kind', { kind: 'map' }],
      ['what is there', { isGone: false }],
      ['what is gone', { isGone: true }],
    ] as const
  ).flatMap(([name, filter]) => [
    { name, ask: (it: Catalogue) => it.changes(filter, { order: 'oldest-first', limit: 20 }) },
    {
      name: `${name}, from somewhere within a time`,
      ask: (it: Catalogue) =>
        it.changes({ ...filter, from: beginning, until: end }, { order: 'oldest-first', limit: 20, after: change }),
    },
    {
      name: `${name}, newest first`,
      ask: (it: Catalogue) =>
        it.changes({ ...filter, from: beginning, until: end }, { order: 'newest-first', limit: 20, after: change }),
    },
  ]),
  { name: 'how many changes there are', ask: (it) => it.countChanges({ library }) },
  { name: 'on which shelves there are changes', ask: (it) => it.changeShelves() },
  { name: 'the first change', ask: (it) => it.earliestChange() },
  { name: 'the change of a document', ask: (it) => it.changeOf(id) },
  { name: 'the collections', ask: (it) => it.collections() },
  { name: 'the collections of a library', ask: (it) => it.collections(library) },
  { name: 'what search has to forget', ask: (it) => it.toForget(20) },
  { name: 'what the store is to be cleared of', ask: (it) => it.toClear(20) },
  { name: 'whether the store is to be cleared of a document', ask: (it) => it.toClear(1, id) },
  { name: 'a person by name', ask: (it) => it.people.named('Lan') },
  { name: 'who has a session', ask: (it) => it.people.session('a', token.at) },
];

const byBytes = (it: Catalogue) => it.documentsWithOriginal(parseChecksum('1'.padStart(64, '0')));

const writing: readonly Question[] = [
  { name: 'a page', ask: (it) => it.setPage(revision, 1, { ...UNRECKONED, state: 'read' }) },
  {
    name: 'a step',
    ask: (it) => it.finishStep({ revision: { ...revision, number: 2 }, job: 'ocr-page', stepId: 'a' }),
  },
  { name: 'what is indexed', ask: (it) => it.setIndexed(revision, 1) },
  { name: 'a failure', ask: (it) => it.retry(id) },
];

describe('SQLite', () => {
  test.each(questions)('$name is told by an index or a tally, without sorting documents', async ({ ask }) => {
    const { catalogue, plans } = await watched();

    await ask(catalogue);

    expect(plans().length).toBeGreaterThan(0);
    // A scan in the order of the table's own number is as good as an index; tallies and what is open are short whatever there is.
    const short =
      /^SCAN (?:document USING INDEX|audit$|removed$|to_clear$|trusted_text$|(?:change_)?tally\b|change USING (?:COVERING )?INDEX change_by_time$|opened$)/;
    const bad = plans().filter((plan) => plan.startsWith('SCAN') && !short.test(plan));
    const sorted = plans().some((plan) => plan.includes('TEMP B-TREE')) && !plans().some((plan) => /tally/.test(plan));
    expect({ bad, sorted }).toEqual({ bad: [], sorted: false });
  });

  test('documents are found by their bytes through an index', async () => {
    const { catalogue, plans } = await watched();

    await byBytes(catalogue);

    expect(plans().filter((plan) => plan.startsWith('SCAN'))).toEqual([]);
  });
});

describe.skipIf(!findPostgres())('PostgreSQL with 20,000 documents', () => {
  let server: PostgresServer;
  let place: PostgresPlace;
  let catalogue: Catalogue;
  const asked: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];
  beforeAll(async () => {
    server = await startPostgres();
    const log = ({ query: { sql, parameters } }: { query: (typeof asked)[number] }) => asked.push({ sql, parameters });
    catalogue = await createPostgresCatalogue({ url: server.url, poolSize: 2, log });
    place = openPool({ url: server.url, size: 1 });
    await place.pool.query(LARGE_LIBRARY);
    await place.pool.query('analyze');
  });
  afterAll(async () => {
    await catalogue.close();
    await place.pool.end();
    await server.stop();
  });

  // Tallies and what is open grow with the work in hand, not with the library.
  const large = new Set(['document', 'page', 'original', 'audit', 'finished_step', 'change']);

  test.each([...questions, ...writing, { name: 'documents with the same bytes', ask: byBytes }])(
    '$name: no table that grows is read through',
    async ({ ask }) => {
      asked.length = 0;

      await ask(catalogue);

      const statements = asked.filter(({ sql }) => /^(?:select|insert|update)/.test(sql));
      expect(statements.length).toBeGreaterThan(0);
      for (const { sql, parameters } of statements) {
        const { rows } = await place.pool.query(`explain (format json) ${sql}`, [...parameters]);
        const readThrough = nodesOf(rows[0]['QUERY PLAN'][0].Plan).filter(
          (node) => node['Node Type'] === 'Seq Scan' && large.has(node['Relation Name'] ?? ''),
        );
        expect(readThrough, sql).toEqual([]);
      }
    },
  );

  test('the tallies agree with what is there', async () => {
    const counted = await place.pool.query(
      `select state, is_indexed, count(*)::integer as count from document group by 1, 2 order by 1, 2`,
    );
    const told = await place.pool.query(
      `select state, is_indexed, sum(count)::integer as count from tally group by 1, 2 having sum(count) > 0 order by 1, 2`,
    );

    expect(told.rows).toEqual(counted.rows);
  });

  test('when the index was thrown away, every document is told so, however many they are', async () => {
    expect(await catalogue.countIndexed()).toBeGreaterThan(15_000);

    await catalogue.forgetIndexed();

    expect(await catalogue.countIndexed()).toBe(0);
    const { rows } = await place.pool.query('select count(*)::integer as count from document where is_indexed = 1');
    expect(rows).toEqual([{ count: 0 }]);
  });
});

/** Mostly published and found; some hundred in work, some failed, as it is in a library of any size. */
const LARGE_LIBRARY = `
  insert into document (id, record, library, collection, kind, record_version, originals, state, published_revision,
    work_revision, page_count, failure, is_indexed, received_at, changed_at)
  select lpad(n::text, 16, '0'), '{"title":"Sông Đà"}', (array['tinh', 'muong-te', 'sin-ho'])[n % 3 + 1],
    'Tập ' || n % 40, (array['book', 'map', 'photograph'])[n % 3 + 1], 1, '[]',
    case when n % 50 = 0 then 'reading' when n % 211 = 0 then 'failed' else 'published' end,
    case when n % 50 = 0 or n % 211 = 0 then 0 else 1 end, case when n = 1 then 2 else 1 end, 4,
    case when n % 50 <> 0 and n % 211 = 0 then '{"job":"ocr-page"}' end,
    case when n % 50 = 0 or n % 211 = 0 or n % 997 = 0 then 0 else 1 end,
    to_char(timestamp '2024-01-01' + n * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'), '2024-05-07T00:00:00.000Z'
  from generate_series(1, 20000) n;
  insert into page (document_id, revision, page, label, state)
  select id, 1, page, 'a', 'waiting' from document, generate_series(0, 3) page;
  update page set to_check = 20000 + page where document_id like '%7' and page < 2;
  update document set to_check = 10000, pages_to_check = 2 where id like '%7';
  update document set trusted_pages = case when number % 100 = 0 then 4 else 0 end where published_revision > 0;
  insert into original (document_id, checksum) select id, lpad(number::text, 64, '0') from document;
  insert into opened_revision (document_id, revision, page_count) select id, 1, 4 from document where published_revision = 0;
  insert into finished_step (document_id, revision, job, step_id)
  select id, 1, job, job || page from document, generate_series(0, 2) page, unnest(array['ocr-page', 'make-thumbnails']) job
  where published_revision = 0;
  insert into audit (at, who, what, document_id, details)
  select received_at, 'Lan', 'document.received', id, '{}' from document;
  insert into change (id, at, is_gone, library, collection, kind)
  select id, substr(received_at, 1, 19) || 'Z', (number % 100 = 0)::integer, library, collection, kind from document
  where published_revision > 0`;

type PlanNode = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
};

const nodesOf = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** A catalogue, and how SQLite went about everything it was asked. */
async function watched() {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-catalogue-'));
  const file = openSqliteFile(join(folder, 'catalogue.sqlite'));
  const asked: { sql: string; parameters: readonly unknown[] }[] = [];
  const watching: SqliteFile = {
    ...file,
    prepare(sql) {
      const statement = file.prepare(sql);
      return {
        ...statement,
        all(parameters) {
          if (sql.startsWith('select')) asked.push({ sql, parameters });
          return statement.all(parameters);
        },
      };
    },
  };
  const catalogue = await catalogueIn(watching, () => new Date());
  asked.length = 0;
  onTestFinished(async () => {
    await catalogue.close();
    await rm(folder, { recursive: true, force: true });
  });
  const explain = ({ sql, parameters }: (typeof asked)[number]) =>
    file.prepare(`explain query plan ${sql}`).all(parameters) as readonly { readonly detail: string }[];
  return { catalogue, plans: () => asked.flatMap(explain).map(({ detail }) => detail) };
}
