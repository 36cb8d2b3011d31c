import { type Document, dayOf, EVERYONE, type Library, type LibraryCode, publicRights } from '@diachi/domain';
import { namesOf } from '@diachi/messages';
import type { DocumentFilter, Reading } from '@diachi/ports';
import { type Route, siteAddress } from '@diachi/web';
import { parseListQuery } from '../parse-query.ts';
import { repositoryName } from '../repository-name.ts';
import { atomFeed, type FeedEntry } from './atom.ts';

export type FeedTools = {
  readonly reading: Pick<Reading, 'documents' | 'libraries'>;
  /** Of the library the repository was set up for. */
  readonly libraryCode: LibraryCode;
  readonly publicUrl?: URL | null;
  readonly clock: () => Date;
};

const ENTRIES = 50;
const FOR_TEN_MINUTES = 'public, max-age=600';

const titles = { vi: 'Tài liệu mới', en: 'New documents' } as const;

/** New documents, of all or of one library, collection or kind. Whoever asks is told what everybody may see. */
export const feedRoute = ({ reading, libraryCode, publicUrl, clock }: FeedTools): Route => ({
  method: 'get',
  path: '/feeds/new.atom',
  role: 'reader',
  summary: 'New documents as an Atom feed: ?library=, ?collection=, ?kind=, ?limit=',
  isOpenToOtherSites: true,
  handle: async (request, response, { language }) => {
    const { filter, stretch } = parseListQuery({ limit: ENTRIES, ...request.query });
    const [{ documents, next }, libraries] = await Promise.all([
      reading.documents(filter, stretch, EVERYONE),
      reading.libraries(),
    ]);
    const site = siteAddress(request, publicUrl);
    const today = dayOf(clock());
    const kinds = namesOf(language).kinds;
    // A feed of other lengths is another feed, with an id of its own.
    const length = stretch.limit === ENTRIES ? {} : { limit: String(stretch.limit) };
    const own = (more: Readonly<Record<string, string>>) =>
      `${site}/feeds/new.atom${asked(filter, { ...length, ...more })}`;
    const repository = nameOf(libraries, filter.library) ?? repositoryName(libraries, libraryCode);
    const feed = {
      address: own(stretch.after === undefined ? {} : { after: stretch.after }),
      page: `${site}/documents${asked(filter, {})}`,
      title: [titles[language], nameOf(libraries, filter.library), filter.collection, filter.kind && kinds[filter.kind]]
        .filter((part) => part !== undefined)
        .join(' – '),
      language,
      updatedAt:
        documents
          .map(({ changedAt }) => changedAt)
          .toSorted()
          .at(-1) ?? '1970-01-01T00:00:00.000Z',
      entries: documents.map((document) => entryOf(document, { site, today, kinds, libraries })),
      next: next === null ? null : own({ after: next }),
    };
    response
      .set('Cache-Control', FOR_TEN_MINUTES)
      .vary('Cookie')
      .type('application/atom+xml')
      .send(atomFeed(feed, repository));
  },
});

type EntryTools = {
  readonly site: string;
  readonly today: string;
  readonly kinds: ReturnType<typeof namesOf>['kinds'];
  readonly libraries: readonly Library[];
};

function entryOf(document: Document, { site, today, kinds, libraries }: EntryTools): FeedEntry {
  const { id, record, receivedAt, changedAt } = document;
  const mayTake = publicRights(document, today).download;
  const file = (name: string, type: string) => ({ address: `${site}/files/${id}/${name}`, type, sizeBytes: null });
  return {
    address: `${site}/documents/${id}`,
    title: record.title,
    publishedAt: receivedAt,
    updatedAt: changedAt,
    // Who has none would be by the whole repository (RFC 4287, 4.2.1).
    authors:
      record.creators.length > 0
        ? record.creators.map(({ name }) => name)
        : [nameOf(libraries, record.library) ?? record.library],
    summary: record.summary,
    categories: [{ term: record.kind, label: kinds[record.kind] }],
    enclosures: mayTake ? [file('document.pdf', 'application/pdf'), file('book.epub', 'application/epub+zip')] : [],
  };
}

const nameOf = (libraries: readonly Library[], code: Library['code'] | undefined): string | undefined =>
  libraries.find((library) => library.code === code)?.name;

function asked({ library, collection, kind }: DocumentFilter, more: Readonly<Record<string, string>>): string {
  const parameters = new URLSearchParams({
    ...(library && { library }),
    ...(collection && { collection }),
    ...(kind && { kind }),
    ...more,
  });
  return parameters.size === 0 ? '' : `?${parameters}`;
}
