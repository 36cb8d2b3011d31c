import type { FailureNote, Library } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import type { ShelfCounts } from '../count-shelves.ts';
import type { Frame } from '../frame.ts';
import { Layout } from '../parts/layout.tsx';
import { SearchForm } from '../parts/search-form.tsx';
import { ShelfLists } from '../parts/shelf-lists.tsx';
import { type SearchAddress, searchHref } from '../search-address.ts';

export type SearchAwayPageProps = {
  readonly frame: Frame;
  readonly search: SearchAddress;
  readonly note: FailureNote;
  readonly counts: ShelfCounts;
  readonly libraries: readonly Library[];
};

/** A search that cannot be answered now: what it was, and everything that goes on without it. */
export function SearchAwayPage({ frame, search, note, counts, libraries }: SearchAwayPageProps) {
  const { messages, write, language } = frame;
  const { away } = messages.search;
  const kept = Object.entries(search.chosen).flatMap(([facet, values]) =>
    values.map((value) => [facet, value] as const),
  );
  return (
    <Layout frame={frame} title={messages.search.title(search.text)} kind="search">
      <h1 class="visually-hidden">{messages.search.title(search.text)}</h1>
      <SearchForm messages={messages} text={search.text} kept={kept} />
      <section class="notice is-bad" role="status" aria-labelledby="away">
        <h2 id="away">{away.title}</h2>
        <p>
          {note.code === 'search.unavailable' ? away.soon : failureText(note, language)}{' '}
          <a href={searchHref(search)}>{away.again}</a>
        </p>
      </section>
      <section aria-labelledby="meanwhile">
        <h2 id="meanwhile">{away.meanwhile}</h2>
        <p>{away.lead}</p>
        <p>
          <a class="button" href="/documents">
            {messages.browse.newestDocuments} ({write.number(counts.total)})
          </a>
        </p>
        <div class="ways-in">
          <ShelfLists frame={frame} counts={counts} libraries={libraries} level="h3" />
        </div>
      </section>
    </Layout>
  );
}
