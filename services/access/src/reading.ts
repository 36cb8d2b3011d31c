import {
  type Document,
  type DocumentId,
  Failure,
  isFailure,
  type ManifestPage,
  mayActAs,
  type PageIndex,
  type Role,
} from '@diachi/domain';
import type { PageText } from '@diachi/page-text';
import type { Catalogue, DocumentHit, PageView, Reading, SearchIndex } from '@diachi/ports';
import type { ReceivedRevision, RevisionFiles } from './revision-files.ts';

export type ReadingTools = {
  readonly catalogue: Catalogue;
  readonly index: SearchIndex;
  readonly files: RevisionFiles;
};

/** Answers readers from the catalogue, the index and the store, and shows nobody more than their role allows. */
export function createReading({ catalogue, index, files }: ReadingTools): Reading {
  const documentFor = async (id: DocumentId, role: Role): Promise<Document> => {
    const document = await catalogue.document(id);
    if (mayActAs(role, 'archivist')) return document;
    if (document.publishedRevision === 0) throw documentMissing(id);
    return asReadersSee(document);
  };

  // The index is only a copy: what the catalogue has not published, or no longer has, is not shown.
  const isPublished = async ({ documentId }: DocumentHit): Promise<boolean> => {
    try {
      return (await catalogue.document(documentId)).publishedRevision > 0;
    } catch (thrown) {
      if (isFailure(thrown) && thrown.kind === 'missing') return false;
      throw thrown;
    }
  };

  return {
    async search(query) {
      const result = await index.search(query);
      const areShown = await Promise.all(result.hits.map(isPublished));
      return { ...result, hits: result.hits.filter((_, place) => areShown[place]) };
    },
    suggest: (start, limit) => index.suggest(start, limit),

    async document(id, role) {
      const document = await documentFor(id, role);
      const revision = shownRevision(document);
      const [pages, bookmarks] = await Promise.all([catalogue.pages(revision), files.bookmarks(revision)]);
      return { document, pages, bookmarks };
    },

    async page(id, page, role) {
      const document = await documentFor(id, role);
      return document.publishedRevision > 0 ? publishedPage(files, document, page) : pageInWork(files, document, page);
    },

    async hits(id, text, stretch) {
      await documentFor(id, 'reader');
      return index.searchInDocument(id, text, stretch);
    },

    async documents(filter, stretch, role) {
      if (mayActAs(role, 'archivist')) return catalogue.documents(filter, stretch);
      const list = await catalogue.documents({ ...filter, states: ['published'] }, stretch);
      return { ...list, documents: list.documents.map(asReadersSee) };
    },
    libraries: () => catalogue.libraries(),
    collections: (library) => catalogue.collections(library),
  };
}

/** The revision a document is shown by: the published one, or the one in work while there is none. */
export const shownRevision = (document: Document): ReceivedRevision => ({
  documentId: document.id,
  number: document.publishedRevision || document.workRevision,
  receivedAt: document.receivedAt,
});

// What is being done to a published document behind the desk is no business of readers.
const asReadersSee = (document: Document): Document => ({
  ...document,
  state: 'published',
  workRevision: document.publishedRevision,
  failure: null,
});

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
  state: text.kind,
  reason: text.kind === 'unreadable' ? text.reason : null,
  image: text.image,
  files: [],
});

const documentMissing = (id: DocumentId) =>
  new Failure('missing', 'document.missing', 'There is no such document.', { details: { document: id } });

const pageMissing = (page: PageIndex) =>
  new Failure('missing', 'page.missing', `This document has no page ${page + 1} to read.`, {
    details: { page: page + 1 },
  });
