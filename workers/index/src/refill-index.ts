import { type Document, type DocumentId, isFailure, keys, noteFailure } from '@diachi/domain';
import type { Catalogue, DocumentList, ObjectStore, SearchIndex } from '@diachi/ports';
import { type Given, putCurrent, putDocument } from './put-document.ts';
import type { RebuildProblem } from './restore-document.ts';
import { severalAtOnce } from './several-at-once.ts';

export type RefillTools = {
  readonly store: Pick<ObjectStore, 'get' | 'read'>;
  readonly catalogue: Pick<
    Catalogue,
    | 'document'
    | 'documents'
    | 'countByState'
    | 'pages'
    | 'restore'
    | 'setIndexed'
    | 'forgetIndexed'
    | 'foreignRecords'
    | 'forgetForeignIndexed'
  >;
  readonly index: Pick<SearchIndex, 'rebuild' | 'put' | 'remove'>;
  readonly clock?: () => Date;
};

export type RefillOptions = {
  readonly tell: (progress: { readonly done: number; readonly planned: number }) => void;
  readonly tellProblem: (problem: RebuildProblem) => void;
  readonly signal?: AbortSignal | undefined;
};

const STRETCH = 200;
const FOREIGN_AT_ONCE = 500;
/** Index servers take what comes together in one go. */
const AT_ONCE = 8;

/**
 * Puts everything everybody may see into the index anew, while searchers go on finding what was there. A document whose files cannot be
 * used is left out and not counted as indexed. When it fails, nothing is counted as indexed, so that every document is put in again.
 */
export async function refillIndex(tools: RefillTools, options: RefillOptions): Promise<void> {
  const { catalogue, index } = tools;
  const { signal } = options;
  const all: Given[] = [];
  try {
    await index.rebuild(async (beside) => {
      await putPublished(tools, beside, options, (given) => void all.push(given));
      await putForeign(catalogue, beside, signal);
    });
    // Whoever harvests puts them in once more, for what changed in between nobody knows.
    await catalogue.forgetForeignIndexed();
    // Only now does the index hold them; whatever was changed or removed in between is put in or taken out once more.
    await severalAtOnce(all, AT_ONCE, async (put: Given) => {
      const given = await putCurrent(tools, put.revision.documentId, put, signal);
      if (given) await catalogue.setIndexed(given.revision, given.recordVersion);
    });
  } catch (thrown) {
    await catalogue.forgetIndexed();
    throw thrown;
  }
}

async function putPublished(
  { store, catalogue, clock }: RefillTools,
  beside: Pick<SearchIndex, 'put'>,
  { tell, tellProblem, signal }: RefillOptions,
  onPut: (given: Given) => void,
): Promise<void> {
  const { published: planned } = await catalogue.countByState();
  let done = 0;
  await severalAtOnce(publishedDocuments(catalogue), AT_ONCE, async (document) => {
    signal?.throwIfAborted();
    try {
      onPut(await putDocument({ store, index: beside, ...(clock && { clock }) }, document, signal));
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.kind === 'unavailable') throw thrown;
      const revision = { documentId: document.id, number: document.publishedRevision };
      tellProblem({ key: keys.manifest(revision), failure: noteFailure(thrown) });
      await countAsNotIndexed(catalogue, document);
    }
    done += 1;
    tell({ done, planned: Math.max(done, planned) });
  });
}

/** Records of other repositories, so that nobody misses them until those are put in that changed meanwhile. */
async function putForeign(
  catalogue: Pick<Catalogue, 'foreignRecords'>,
  beside: Pick<SearchIndex, 'putRecords'>,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (let after: DocumentId | undefined; ; ) {
    signal?.throwIfAborted();
    const records = await catalogue.foreignRecords(null, { limit: FOREIGN_AT_ONCE, ...(after && { after }) });
    const last = records.at(-1);
    if (!last) return;
    await beside.putRecords(
      records.map(({ id, source, record, datestamp }) => ({ id, source, record, receivedAt: datestamp })),
    );
    after = last.id;
  }
}

/** So that it is tried again, and what is wrong with it is noted where people look. One that changes meanwhile is not counted as indexed anyway. */
async function countAsNotIndexed(catalogue: RefillTools['catalogue'], document: Document): Promise<void> {
  const pages = await catalogue.pages({ documentId: document.id, number: document.publishedRevision });
  await catalogue.restore({ ...document, isIndexed: false }, pages, document);
}

async function* publishedDocuments(catalogue: Pick<Catalogue, 'documents'>): AsyncGenerator<Document> {
  let after: string | null = null;
  do {
    const stretch = after === null ? { limit: STRETCH } : { after, limit: STRETCH };
    const list: DocumentList = await catalogue.documents({ states: ['published'] }, stretch);
    yield* list.documents;
    after = list.next;
  } while (after !== null);
}
