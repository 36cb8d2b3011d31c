import { type Document, Failure, isFailure, type ManifestPage, mayActAs, type PageIndex } from '@diachi/domain';
import { type PageText, pageOutcome } from '@diachi/page-text';
import type { Catalogue, DocumentHit, FoundDocument, PageView, Reading, SearchIndex } from '@diachi/ports';
import { asReadersSee, findDocument, shownRevision } from './find-document.ts';
import { createRecentShelves } from './recent-shelves.ts';
import type { RevisionFiles } from './revision-files.ts';

export type ReadingTools = {
  readonly catalogue: Catalogue;
  readonly index: SearchIndex;
  readonly files: RevisionFiles;
};

/** Answers readers from the catalogue, the index and the store, and shows nobody more than their role allows. */
export function createReading({ catalogue, index, files }: ReadingTools): Reading {
  // The index is only a copy: what the catalogue has not published, or no longer has, is not shown.
  const asPublished = async (hit: DocumentHit): Promise<readonly FoundDocument[]> => {
    try {
      const { publishedRevision: revision } = await catalogue.document(hit.documentId);
      return revision > 0 ? [{ ...hit, revision }] : [];
    } catch (thrown) {
      if (isFailure(thrown) && thrown.kind === 'missing') return [];
      throw thrown;
    }
  };

  return {
    async search(query) {
      const result = await index.search(query);
      return { ...result, hits: (await Promise.all(result.hits.map(asPublished))).flat() };
    },
    suggest: (start, limit) => index.suggest(start, limit),

    async document(id, role) {
      const document = await findDocument(catalogue, id, role);
      const revision = shownRevision(document);
      const [pages, bookmarks] = await Promise.all([catalogue.pages(revision), files.bookmarks(revision)]);
      return { document, pages, bookmarks };
    },

    documentAlone: (id, role) => findDocument(catalogue, id, role),

    async page(id, page, role) {
      const document = await findDocument(catalogue, id, role);
      return document.publishedRevision > 0 ? publishedPage(files, document, page) : pageInWork(files, document, page);
    },

    async hits(id, text, stretch) {
      await findDocument(catalogue, id, 'reader');
      return index.searchInDocument(id, text, stretch);
    },

    async documents(filter, stretch, role) {
      if (mayActAs(role, 'archivist')) return catalogue.documents(filter, stretch);
      const list = await catalogue.documents({ ...filter, states: ['published'] }, stretch);
      return { ...list, documents: list.documents.map(asReadersSee) };
    },
    shelves: createRecentShelves(catalogue),
    libraries: () => catalogue.libraries(),
    collections: (library) => catalogue.collections(library),
  };
}

async function publishedPage(files: RevisionFiles, document: Document, page: PageIndex): Promise<PageView> {
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

async function pageInWork(files: RevisionFiles, document: Document, page: PageIndex): Promise<PageView> {
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
