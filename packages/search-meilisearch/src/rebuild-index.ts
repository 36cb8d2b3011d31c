import type { DocumentId, DocumentRecord } from '@diachi/domain';
import type { IndexedPage, SearchIndex } from '@diachi/ports';
import { prepareIndexes } from './apply-index-settings.ts';
import type { Entry } from './entries.ts';
import { isOneOf } from './filter.ts';
import { besidePrefix, type IndexNames, indexNames } from './index-names.ts';
import { SHOWN } from './match.ts';
import { searchUnavailable } from './meili-failure.ts';
import type { MeiliServer } from './meili-server.ts';

const AT_ONCE = 1_000;

type Changes = Pick<SearchIndex, 'put' | 'remove'>;
/** Which generation of each document an index shows. */
type Generations = ReadonlyMap<DocumentId, number>;

/**
 * Builds both indexes anew beside the live ones and swaps them, which the server does at once. What others put or removed meanwhile is
 * carried over before, and once more after for what came in between.
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
  const before = await readGenerations(server, lives.pages);

  await fill({ put: beside.put });
  const carried = await carryOver(server, lives.pages, beside, before);
  await swap(server, lives, besides);
  // The names have changed places: what was live is beside now.
  await carryOver(server, besides.pages, live, carried);
  await server.finish((writer) => writer.index(besides.pages).delete());
  await server.finish((writer) => writer.index(besides.documents).delete());
}

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

/** Does to one index what was done to another since. Answers what the other showed then. */
async function carryOver(server: MeiliServer, from: string, to: Changes, since: Generations): Promise<Generations> {
  const now = await readGenerations(server, from);
  for (const [id, generation] of now) {
    if (since.get(id) === generation) continue;
    const [entry] = await readEntries(server, from, recordOf(id), 0);
    if (!entry?.record) continue;
    const record = JSON.parse(entry.record) as DocumentRecord;
    await to.put({ id, record, receivedAt: new Date(entry.receivedAt).toISOString() }, pagesOf(server, from, id));
  }
  for (const id of since.keys()) if (!now.has(id)) await to.remove(id);
  return now;
}

async function readGenerations(server: MeiliServer, from: string): Promise<Generations> {
  const generations = new Map<DocumentId, number>();
  const filter = [SHOWN, isOneOf('isRecord', [1])];
  for (let offset = 0; ; offset += AT_ONCE) {
    const entries = await readEntries(server, from, filter, offset, ['document', 'generation']);
    for (const { document, generation } of entries) generations.set(document, generation);
    if (entries.length < AT_ONCE) return generations;
  }
}

const recordOf = (id: DocumentId) => [SHOWN, isOneOf('isRecord', [1]), isOneOf('document', [id])];

async function* pagesOf(server: MeiliServer, from: string, id: DocumentId): AsyncGenerator<IndexedPage> {
  const filter = [SHOWN, isOneOf('isRecord', [0]), isOneOf('document', [id])];
  for (let offset = 0; ; offset += AT_ONCE) {
    const entries = await readEntries(server, from, filter, offset, ['place', 'label', 'text']);
    for (const { place, label = '', text = '' } of entries) yield { page: place, label, text };
    if (entries.length < AT_ONCE) return;
  }
}

async function readEntries(
  server: MeiliServer,
  from: string,
  filter: readonly string[],
  offset: number,
  fields?: (keyof Entry)[],
): Promise<readonly Entry[]> {
  const { results } = await server.read((reader) =>
    reader
      .index<Entry>(from)
      .getDocuments({ filter: [...filter], offset, limit: AT_ONCE, ...(fields ? { fields } : {}) }),
  );
  return results;
}
