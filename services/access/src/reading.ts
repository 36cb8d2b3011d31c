import {
  type Document,
  dayOf,
  Failure,
  isFailure,
  type ManifestPage,
  mayActAs,
  type PageIndex,
  publicRights,
} from '@diachi/domain';
import { type PageText, pageOutcome } from '@diachi/page-text';
import type { Catalogue, DocumentHit, FoundDocument, ObjectStore, PageView, Reading, SearchIndex } from '@diachi/ports';
import { foreignView, foundElsewhere, sourceNames } from './foreign-view.ts';
import { createRecentShelves } from './recent-shelves.ts';
import type { RevisionFiles } from './revision-files.ts';
import { createScanDocument } from './scan/scan-document.ts';
import { asSeenBy, type SeeDocument } from './seen-document.ts';
import { shownRevision } from './shown-revision.ts';

export type ReadingTools = {
  readonly catalogue: Catalogue;
  readonly index: SearchIndex;
  readonly store: Pick<ObjectStore, 'get'>;
  readonly files: RevisionFiles;
  readonly see: SeeDocument;
  readonly clock: () => Date;
  /** Milliseconds of a clock that only goes on. */
  readonly nowMs: () => number;
};

/** Answers from the catalogue, the index and the store, and shows nobody more than their rights allow. */
export function createReading({ catalogue, index, store, files, see, clock, nowMs }: ReadingTools): Reading {
  const scan = createScanDocument({ store, files });
  const today = () => dayOf(clock());

  // The index is only a copy: what not everybody may see, or is no longer there, is not shown, whatever it still holds.
  const asPublished = async (hit: DocumentHit): Promise<readonly FoundDocument[]> => {
    try {
      const document = await catalogue.document(hit.documentId);
      const { record, text } = publicRights(document, today());
      return record && (text || hit.pages.length === 0)
        ? [{ ...hit, source: null, record: document.record, revision: document.publishedRevision }]
        : [];
    } catch (thrown) {
      if (isFailure(thrown) && thrown.kind === 'missing') return [];
      throw thrown;
    }
  };

  return {
    async search(query) {
      const result = await index.search(query);
      const elsewhere = await foundElsewhere(catalogue, result.hits);
      const shown = result.hits.map((hit) =>
        hit.source === null ? asPublished(hit) : (elsewhere.get(hit.documentId) ?? []),
      );
      return { ...result, hits: (await Promise.all(shown)).flat() };
    },
    suggest: (start, limit) => index.suggest(start, limit),

    async document(id, asker) {
      const { document, rights } = await see(id, asker);
      const revision = shownRevision(document);
      const [pages, bookmarks] = await Promise.all([
        rights.text || rights.smallImage ? catalogue.pages(revision) : [],
        rights.text ? files.bookmarks(revision) : [],
      ]);
      return { document, rights, pages, bookmarks };
    },

    documentAlone: async (id, asker) => (await see(id, asker)).document,

    async page(id, page, asker) {
      const { document, rights, demand } = await see(id, asker);
      demand('text');
      const found =
        document.publishedRevision > 0
          ? await publishedPage(files, document, page)
          : await pageInWork(files, document, page);
      return { ...found, rights };
    },

    async hits(id, text, stretch, asker) {
      const { document, publicRights: forAll, demand } = await see(id, asker);
      demand('text');
      if (forAll.text || document.publishedRevision === 0) return index.searchInDocument(id, text, stretch);
      return scan(document, text, stretch);
    },

    async documents(filter, stretch, asker) {
      if (mayActAs(asker.role, 'archivist')) return catalogue.documents(filter, stretch);
      const list = await catalogue.documents({ ...filter, states: ['published'], isShown: true }, stretch);
      return { ...list, documents: list.documents.map((document) => asSeenBy(document, asker)) };
    },
    shelves: createRecentShelves(catalogue, nowMs),
    libraries: () => catalogue.libraries(),
    sources: () => sourceNames(catalogue),
    foreignRecord: (code, id) => foreignView(catalogue, code, id),
    collections: (library) => catalogue.collections(library),
  };
}

type FoundPage = Omit<PageView, 'rights'>;

async function publishedPage(files: RevisionFiles, document: Document, page: PageIndex): Promise<FoundPage> {
  const revision = shownRevision(document);
  const named = (await files.manifest(revision)).pages[page];
  if (!named) throw pageMissing(page);
  const text = await files.text(revision, page);
  if (!text) {
    throw new Failure(
      'unavailable',
      'page-text.lost',
      `The text of page ${page + 1} is not in the store although it was published. Put the data folder back from a copy.`,
      { details: { page: page + 1 } },
    );
  }
  return { revision: revision.number, page: named, text };
}

async function pageInWork(files: RevisionFiles, document: Document, page: PageIndex): Promise<FoundPage> {
  const revision = shownRevision(document);
  const text = await files.text(revision, page);
  if (!text) throw pageMissing(page);
  return { revision: revision.number, page: describe(page, text), text };
}

const describe = (page: PageIndex, text: PageText): ManifestPage => ({
  page,
  label: String(page + 1),
  ...pageOutcome(text),
  image: text.image,
  files: [],
});

const pageMissing = (page: PageIndex) =>
  new Failure('missing', 'page.missing', `This document has no page ${page + 1} to read.`, {
    details: { page: page + 1 },
  });
