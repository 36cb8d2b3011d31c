import type { Library } from '@diachi/domain';
import type { Found, SourceName } from '@diachi/ports';
import type { Frame } from '../frame.ts';
import { FacetList } from '../parts/facet-list.tsx';
import { FoundElsewhere } from '../parts/found-elsewhere.tsx';
import { FoundItem } from '../parts/found-item.tsx';
import { Layout } from '../parts/layout.tsx';
import { Pager } from '../parts/pager.tsx';
import { SearchForm } from '../parts/search-form.tsx';
import { ToLookAt } from '../parts/to-look-at.tsx';
import { isFiltered, RESULTS_PER_PAGE, type SearchAddress, searchHref, wholeLibrary } from '../search-address.ts';

export type SearchPageProps = {
  readonly frame: Frame;
  readonly search: SearchAddress;
  /** Null when there was nothing to look for in what was typed. */
  readonly found: Found | null;
  readonly libraries: readonly Library[];
  /** Other repositories, whose records are found with our documents. */
  readonly sources: readonly SourceName[];
  /** Documents that failed or were refused; none for readers. */
  readonly toLookAt: number;
};

const FIRST_SEEN = 3;

/** Results grouped by document. Everything in it is in its address. */
export function SearchPage({ frame, search, found, libraries, sources, toLookAt }: SearchPageProps) {
  const { messages } = frame;
  const kept = Object.entries(search.chosen).flatMap(([facet, values]) =>
    values.map((value) => [facet, value] as const),
  );
  return (
    <Layout frame={frame} title={messages.search.title(search.text)} kind="search" islands={['suggest']}>
      <h1 class="visually-hidden">{messages.search.title(search.text)}</h1>
      <SearchForm messages={messages} text={search.text} kept={kept} suggests />
      <ToLookAt frame={frame} count={toLookAt} />
      {found === null && <p class="notice">{messages.search.badQuery}</p>}
      {found && found.total === 0 && !isFiltered(search) && <NothingFound frame={frame} search={search} />}
      {found && found.total === 0 && isFiltered(search) && (
        <div class="results">
          <FacetList frame={frame} search={search} facets={found.facets} libraries={libraries} sources={sources} />
          <NothingFound frame={frame} search={search} />
        </div>
      )}
      {found && found.total > 0 && (
        <div class="results">
          <FacetList frame={frame} search={search} facets={found.facets} libraries={libraries} sources={sources} />
          <section aria-labelledby="results">
            <Heading frame={frame} search={search} found={found} />
            <ol class="found-list" start={search.offset + 1}>
              {found.hits.map((hit, place) =>
                hit.source === null ? (
                  <FoundItem
                    key={hit.documentId}
                    frame={frame}
                    hit={hit}
                    text={search.text}
                    corrections={found.corrections}
                    libraries={libraries}
                    isLazy={place >= FIRST_SEEN}
                  />
                ) : (
                  <FoundElsewhere key={hit.documentId} frame={frame} hit={hit} sources={sources} />
                ),
              )}
            </ol>
            <Paging frame={frame} search={search} total={found.total} />
          </section>
        </div>
      )}
    </Layout>
  );
}

type HeadingProps = { readonly frame: Frame; readonly search: SearchAddress; readonly found: Found };

function Heading({ frame: { messages, write }, search, found }: HeadingProps) {
  const { total, corrections, wordStart } = found;
  const last = Math.min(search.offset + RESULTS_PER_PAGE, total);
  const count = search.text ? messages.search.found(write.number(total)) : messages.search.all(write.number(total));
  return (
    <>
      <div class="results-head">
        <h2 id="results">
          {count}
          {total > RESULTS_PER_PAGE && (
            <span class="quiet"> · {messages.search.range(write.number(search.offset + 1), write.number(last))}</span>
          )}
        </h2>
        <nav class="sorts" aria-label={messages.search.sort}>
          {(['relevance', 'newest', 'oldest'] as const).map((sort) => (
            <a
              key={sort}
              href={searchHref({ ...search, sort, offset: 0 })}
              aria-current={sort === search.sort ? 'true' : undefined}
              rel="nofollow"
            >
              {messages.search.sorts[sort]}
            </a>
          ))}
        </nav>
      </div>
      {[...Map.groupBy(corrections, ({ typed }) => typed)].map(([typed, meanings]) => (
        <p key={typed} class="notice">
          {messages.search.correction(typed, meanings.map(({ meant }) => meant).join('”, “'))}
        </p>
      ))}
      {wordStart !== null && <p class="notice">{messages.search.begun(search.text, wordStart)}</p>}
    </>
  );
}

function NothingFound({ frame: { messages }, search }: Pick<SearchPageProps, 'frame' | 'search'>) {
  if (search.text === '' && !isFiltered(search)) return <p class="empty">{messages.search.nothingAtAll}</p>;
  return (
    <section class="empty" role="status">
      <h2>{messages.search.nothing(search.text)}</h2>
      <ul>
        {messages.search.advice.map((advice) => (
          <li key={advice}>{advice}</li>
        ))}
      </ul>
      {isFiltered(search) && (
        <p>
          <a href={searchHref({ ...wholeLibrary(), text: search.text })}>{messages.search.withoutFilters}</a>
        </p>
      )}
    </section>
  );
}

type PagingProps = { readonly frame: Frame; readonly search: SearchAddress; readonly total: number };

function Paging({ frame: { messages }, search, total }: PagingProps) {
  const at = (offset: number) => searchHref({ ...search, offset });
  const previous = Math.max(0, search.offset - RESULTS_PER_PAGE);
  const next = search.offset + RESULTS_PER_PAGE;
  return (
    <Pager
      label={messages.search.paging}
      previous={search.offset > 0 ? { href: at(previous), label: messages.search.previous } : null}
      next={next < total ? { href: at(next), label: messages.search.next } : null}
    />
  );
}
