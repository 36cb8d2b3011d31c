import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DocumentId, type DocumentRecord, scratchFailure } from '@diachi/domain';
import { type IndexedPage, OURS, type SearchIndex } from '@diachi/ports';
import { prepareIndexes } from './apply-index-settings.ts';
import type { Entry } from './entries.ts';
import { isOneOf } from './filter.ts';
import { changesSince, type Generation, readList, writeList } from './generation-list.ts';
import { besidePrefix, type IndexNames, indexNames } from './index-names.ts';
import { listInOrder } from './list-in-order.ts';
import { SHOWN } from './match.ts';
import { searchUnavailable } from './meili-failure.ts';
import type { MeiliServer } from './meili-server.ts';

type Changes = Pick<SearchIndex, 'put' | 'putRecords' | 'remove'>;

/**
 * Builds both indexes anew beside the live ones and swaps them, which the server does at once. What others put or removed meanwhile is
 * carried over before, and once more after for what came in between. What the live index showed is kept in files meanwhile, so that a
 * large library needs no more memory than a small one. Fails with `scratch.unavailable` where no file can be written.
 */
export async function rebuildIndex(
  server: MeiliServer,
  prefix: string,
  live: Changes,
  beside: Changes & Pick<SearchIndex, 'clear'>,
  fill: Parameters<SearchIndex['rebuild']>[0],
): Promise<void> {
  const [lives, besides] = [indexNames(prefix), indexNames(besidePrefix(prefix))];
  await prepareIndexes(server, prefix);
  await prepareIndexes(server, besidePrefix(prefix));
  // What a rebuild that was broken off left.
  await beside.clear();
  const scratch = await makeScratch();
  try {
    const [before, carried] = [join(scratch, 'before'), join(scratch, 'carried')];
    for await (const _stretch of writeList(before, generations(server, lives.pages)));
    await fill({ put: beside.put, putRecords: beside.putRecords });
    await carryOver(server, lives.pages, beside, before, carried);
    await swap(server, lives, besides);
    // The names have changed places: what was live is beside now.
    await carryOver(server, besides.pages, live, carried);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  await server.finish((writer) => writer.index(besides.pages).delete());
  await server.finish((writer) => writer.index(besides.documents).delete());
}

const makeScratch = (): Promise<string> =>
  mkdtemp(join(tmpdir(), 'diachi-rebuild-')).catch((thrown) => {
    throw scratchFailure(thrown, tmpdir());
  });

/**
 * Swaps both indexes at once. Tasks that swap are shown to nobody whose key is for some indexes only, so one that comes after it is
 * waited for, and the indexes say themselves whether they have changed places.
 */
async function swap(server: MeiliServer, lives: IndexNames, besides: IndexNames): Promise<void> {
  const madeAt = (name: string) => server.read((reader) => reader.getRawIndex(name).then(({ createdAt }) => createdAt));
  const expected = await madeAt(besides.pages);
  await server.write((writer) =>
    writer.swapIndexes([
      { indexes: [lives.pages, besides.pages], rename: false },
      { indexes: [lives.documents, besides.documents], rename: false },
    ]),
  );
  const nobody = isOneOf('document', ['none']);
  await server.finish((writer) => writer.index(lives.pages).deleteDocuments({ filter: nobody }));
  if ((await madeAt(lives.pages)) === expected) return;
  throw searchUnavailable('its server did not take the rebuilt index in place of the old one; rebuild it again.');
}

/** Does to one index what was done to another since a list of what that showed was written, and writes the list of what it shows now. */
async function carryOver(
  server: MeiliServer,
  from: string,
  to: Changes,
  since: string,
  now: string | null = null,
): Promise<void> {
  const listing = generations(server, from);
  for await (const { document, generation } of changesSince(
    readList(since),
    now === null ? listing : writeList(now, listing),
  )) {
    if (generation === null) {
      await to.remove(document);
      continue;
    }
    const entry = await readRecord(server, from, document);
    if (!entry?.record) continue;
    const record = JSON.parse(entry.record) as DocumentRecord;
    const receivedAt = new Date(entry.receivedAt).toISOString();
    if (entry.source !== OURS) {
      await to.putRecords([{ id: document, record, receivedAt, source: entry.source }]);
      continue;
    }
    await to.put({ id: document, record, receivedAt }, pagesOf(server, from, document, entry.generation));
  }
}

/** What an index shows of each document, in the order of their ids. */
const generations = (server: MeiliServer, from: string): AsyncGenerator<readonly Generation[]> =>
  listInOrder<Entry, 'document'>(server.read, {
    index: from,
    by: 'document',
    conditions: [SHOWN, isOneOf('isRecord', [1])],
    fields: ['generation'],
  });

async function readRecord(server: MeiliServer, from: string, id: DocumentId): Promise<Entry | undefined> {
  const filter = [SHOWN, isOneOf('isRecord', [1]), isOneOf('document', [id])];
  const { results } = await server.read((reader) => reader.index(from).getDocuments<Entry>({ filter, limit: 1 }));
  return results[0];
}

async function* pagesOf(
  server: MeiliServer,
  from: string,
  id: DocumentId,
  generation: number,
): AsyncGenerator<IndexedPage> {
  for await (const stretch of listInOrder<Entry, 'place'>(server.read, {
    index: from,
    by: 'place',
    // Of one generation, so that pages of two are never mixed while the document is replaced.
    conditions: [isOneOf('document', [id]), isOneOf('generation', [generation]), isOneOf('isRecord', [0])],
    fields: ['label', 'text'],
  })) {
    for (const { place, label = '', text = '' } of stretch) yield { page: place, label, text };
  }
}
