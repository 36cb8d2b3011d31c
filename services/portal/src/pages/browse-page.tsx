import type { Document, Library } from '@diachi/domain';
import type { DocumentList } from '@diachi/ports';
import { addresses } from '../addresses.ts';
import { type BrowseAddress, browseHref, toSearch } from '../browse-address.ts';
import type { ShelfCounts } from '../count-shelves.ts';
import type { Frame } from '../frame.ts';
import { Cover } from '../parts/cover.tsx';
import { type FeedLink, Layout } from '../parts/layout.tsx';
import { Pager } from '../parts/pager.tsx';
import { libraryName, RecordLine } from '../parts/record-line.tsx';
import { ShelfLists } from '../parts/shelf-lists.tsx';
import { searchHref } from '../search-address.ts';

export type BrowsePageProps = {
  readonly frame: Frame;
  readonly at: BrowseAddress;
  readonly list: DocumentList;
  readonly counts: ShelfCounts;
  readonly libraries: readonly Library[];
};

const FIRST_SEEN = 3;
const SHELVES_SHOWN = 200;

/** Documents as the catalogue lists them, newest first. Works without the search. */
export function BrowsePage({ frame, at, list, counts, libraries }: BrowsePageProps) {
  const { messages, write } = frame;
  const name = nameOf(frame, at, libraries);
  return (
    <Layout
      frame={frame}
      title={name ?? messages.browse.title}
      kind="browse"
      isForSearchEngines
      {...(name !== null && { feed: feedOf(frame, at, name) })}
    >
      <h1>{name ?? messages.browse.title}</h1>
      <div class="results">
        {counts.libraries.length > 0 && (
          <aside class="facets" aria-labelledby="shelves">
            <details>
              <summary>
                <h2 id="shelves">{messages.browse.shelves}</h2>
              </summary>
              <div>
                <ShelfLists
                  frame={frame}
                  counts={counts}
                  libraries={libraries}
                  at={at}
                  shown={SHELVES_SHOWN}
                  level="h3"
                />
              </div>
            </details>
          </aside>
        )}
        <section aria-labelledby="results">
          <div class="results-head">
            <h2 id="results">
              {messages.search.all(write.number(counts.total))} <span class="quiet">{messages.browse.newestFirst}</span>
            </h2>
            <p class="sorts">
              {name !== null && <a href="/documents">{messages.browse.everything}</a>}
              <a href={searchHref(toSearch(at))}>{messages.browse.searchHere}</a>
            </p>
          </div>
          {list.documents.length === 0 && <p class="empty">{messages.browse.nothing}</p>}
          <ol class="found-list">
            {list.documents.map((document, place) => (
              <Listed
                key={document.id}
                frame={frame}
                document={document}
                libraries={libraries}
                isLazy={place >= FIRST_SEEN}
              />
            ))}
          </ol>
          <Paging frame={frame} at={at} next={list.next} />
        </section>
      </div>
    </Layout>
  );
}

type ListedProps = Pick<BrowsePageProps, 'frame' | 'libraries'> & {
  readonly document: Document;
  readonly isLazy: boolean;
};

const Listed = ({ frame, document, libraries, isLazy }: ListedProps) => (
  <li class="found">
    <Cover frame={frame} document={document} isLazy={isLazy} />
    <div>
      <h3>
        <a href={addresses.document(document.id)}>{document.record.title}</a>
      </h3>
      <RecordLine frame={frame} record={document.record} libraries={libraries} />
      <p class="quiet">
        {document.pageCount !== null && <>{frame.messages.pages(frame.write.number(document.pageCount))} · </>}
        {frame.messages.browse.received}{' '}
        <time dateTime={document.receivedAt}>{frame.write.day(document.receivedAt)}</time>
      </p>
    </div>
  </li>
);

type PagingProps = Pick<BrowsePageProps, 'frame' | 'at'> & { readonly next: string | null };

/** A list that grows at its beginning has no numbered pages: it goes on from a document, or back to the newest. */
function Paging({ frame: { messages }, at, next }: PagingProps) {
  const { after, ...shelf } = at;
  return (
    <Pager
      label={messages.browse.paging}
      previous={after === undefined ? null : { href: browseHref(shelf), label: messages.browse.newest }}
      next={next === null ? null : { href: browseHref({ ...shelf, after: next }), label: messages.browse.older }}
    />
  );
}

const feedOf = ({ messages }: Frame, { after: _, ...shelf }: BrowseAddress, name: string): FeedLink => ({
  href: addresses.feed(browseHref(shelf).replace('/documents', '')),
  title: `${messages.home.newest}: ${name}`,
});

function nameOf({ messages }: Frame, { library, collection, kind }: BrowseAddress, libraries: readonly Library[]) {
  const names = [collection, library && libraryName(libraries, library), kind && messages.kinds[kind]];
  return names.filter(Boolean).join(' · ') || null;
}
