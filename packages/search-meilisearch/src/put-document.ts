import { type DocumentId, Failure } from '@diachi/domain';
import type { IndexedDocument, IndexedPage, SearchIndex } from '@diachi/ports';
import { type Batch, batchLines } from './batches.ts';
import { documentEntry, type Entry, entryId, factsOf, pageEntry, recordEntry } from './entries.ts';
import { isBelow, isOneOf } from './filter.ts';
import type { IndexNames } from './index-names.ts';
import { searchUnavailable } from './meili-failure.ts';
import type { MeiliServer } from './meili-server.ts';

type KeptEntry = Pick<Entry, 'id' | 'generation' | 'isShown'>;
/** What the server has of a document so far. */
type Kept = { readonly generation: number; readonly shown: readonly KeptEntry[] };

const MOST_ENTRIES = 200_000;

/**
 * Puts documents in so that searchers see them change at once. The server does each task whole, but tasks one by one: pages that do
 * not fit into one are sent hidden, and one small task then shows them and hides what was there before. What is left behind hidden,
 * also by a process that died, is removed by the next `put` or `remove` of the same document.
 */
export function preparePutDocument(
  server: MeiliServer,
  names: IndexNames,
  ready: <Result>(ask: () => Promise<Result>) => Promise<Result>,
): SearchIndex['put'] {
  const send = (lines: readonly string[]) =>
    server.finish((writer) =>
      writer.index(names.pages).updateDocumentsFromString(lines.join('\n'), 'application/x-ndjson'),
    );

  const stage = async (batches: AsyncGenerator<Batch>, first: Batch): Promise<void> => {
    await send(first.lines);
    for await (const { lines } of batches) if (lines.length > 0) await send(lines);
  };

  return async (document, pages) => {
    const { id, record } = document;
    const facts = factsOf(document);
    const kept = await ready(() => readKept(server, names, id));
    const generation = Math.max(Date.now(), kept.generation + 1);
    const places: number[] = [];
    const batches = batchLines(pageEntries(document, generation, pages, places));

    const switched = [
      recordEntry(id, facts, generation, record),
      ...kept.shown.map((entry) => ({ id: entry.id, document: id, generation: entry.generation, isShown: false })),
    ].map((entry) => JSON.stringify(entry));
    try {
      const { value: first } = (await batches.next()) as { value: Batch };
      if (first.isLast) {
        await send([...first.lines.map(shown), ...switched]);
      } else {
        await stage(batches, first);
        await checkStaged(server, names, id, generation, places.length);
        await send([...places.map((place) => shownPart(id, generation, place)), ...switched]);
      }
    } catch (thrown) {
      // What cannot be withdrawn now stays hidden; the reason to tell is why putting failed.
      await withdraw(server, names, id, generation).catch(() => undefined);
      throw thrown;
    }

    await server.finish((writer) => writer.index(names.documents).addDocuments([documentEntry(id, facts, record)]));
    if (kept.generation > 0) {
      const older = [isOneOf('document', [id]), isBelow('generation', generation)];
      await server.finish((writer) => writer.index(names.pages).deleteDocuments({ filter: older }));
    }
  };
}

async function* pageEntries(
  document: IndexedDocument,
  generation: number,
  pages: AsyncIterable<IndexedPage> | Iterable<IndexedPage>,
  places: number[],
): AsyncGenerator<object> {
  const facts = factsOf(document);
  for await (const page of pages) {
    if (!Number.isInteger(page.page) || page.page < 0) {
      throw new Failure(
        'invalid',
        'search.bad-page',
        `A page to be indexed is a whole number from 0, not ${page.page}.`,
      );
    }
    places.push(page.page);
    yield { ...pageEntry(document.id, facts, generation, page), isShown: false };
  }
}

// A batch that turns out to be the only one is shown at once.
const HIDDEN = '"isShown":false}';
const shown = (line: string): string => `${line.slice(0, -HIDDEN.length)}"isShown":true}`;

const shownPart = (id: DocumentId, generation: number, place: number): string =>
  JSON.stringify({ id: entryId(id, generation, place), document: id, generation, isShown: true });

async function readKept(server: MeiliServer, names: IndexNames, id: DocumentId): Promise<Kept> {
  const { results } = await server.read((reader) =>
    reader.index(names.pages).getDocuments<KeptEntry>({
      filter: isOneOf('document', [id]),
      fields: ['id', 'generation', 'isShown'],
      limit: MOST_ENTRIES,
    }),
  );
  return {
    generation: Math.max(0, ...new Set(results.map(({ generation }) => generation))),
    shown: results.filter(({ isShown }) => isShown),
  };
}

/** Who empties the index meanwhile takes the pages away that were to be shown. */
async function checkStaged(
  server: MeiliServer,
  names: IndexNames,
  id: DocumentId,
  generation: number,
  pages: number,
): Promise<void> {
  const filter = [isOneOf('document', [id]), isOneOf('generation', [generation])];
  const [found] = await server.search([{ indexUid: names.pages, filter, page: 1, hitsPerPage: 0 }]);
  if (found?.totalHits === pages) return;
  throw searchUnavailable('it was emptied while a document was being put in; put the document in again.');
}

/** Removes what was sent of a generation, unless it is shown already. */
async function withdraw(server: MeiliServer, names: IndexNames, id: DocumentId, generation: number): Promise<void> {
  const filter = [isOneOf('document', [id]), isOneOf('generation', [generation]), isOneOf('isShown', [false])];
  await server.write((writer) => writer.index(names.pages).deleteDocuments({ filter }));
}

/** Prepares removing a document, hidden parts and all. */
export const prepareRemoveDocument =
  (server: MeiliServer, names: IndexNames): SearchIndex['remove'] =>
  async (id) => {
    const filter = isOneOf('document', [id]);
    await server.finish((writer) => writer.index(names.pages).deleteDocuments({ filter }));
    await server.finish((writer) => writer.index(names.documents).deleteDocument(id));
  };
