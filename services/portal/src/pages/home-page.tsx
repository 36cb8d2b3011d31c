import { type Document, type Library, mayActAs } from '@diachi/domain';
import type { ShelfCounts } from '../count-shelves.ts';
import type { Frame } from '../frame.ts';
import { DocumentCard } from '../parts/document-card.tsx';
import { Layout } from '../parts/layout.tsx';
import { SearchForm } from '../parts/search-form.tsx';
import { ShelfLists } from '../parts/shelf-lists.tsx';
import { ToLookAt } from '../parts/to-look-at.tsx';

export type HomePageProps = {
  readonly frame: Frame;
  readonly newest: readonly Document[];
  readonly libraries: readonly Library[];
  readonly counts: ShelfCounts;
  /** Documents that failed or were refused; none for readers. */
  readonly toLookAt: number;
};

const FIRST_SEEN = 4;

/** The first page: a search box, what is new, and ways in. */
export function HomePage({ frame, newest, libraries, counts, toLookAt }: HomePageProps) {
  const { messages, write } = frame;
  return (
    <Layout frame={frame} title={messages.home.title} kind="home" isForSearchEngines islands={['suggest']}>
      <section class="hero">
        <h1>{messages.libraryName}</h1>
        <p class="lead">{messages.home.lead}</p>
        <SearchForm messages={messages} text="" isLarge suggests />
      </section>
      <ToLookAt frame={frame} count={toLookAt} />
      {newest.length === 0 ? (
        <EmptyLibrary frame={frame} />
      ) : (
        <section aria-labelledby="newest">
          <h2 id="newest">{messages.home.newest}</h2>
          <ul class="cards">
            {newest.map((document, place) => (
              <DocumentCard
                key={document.id}
                frame={frame}
                document={document}
                libraries={libraries}
                isLazy={place >= FIRST_SEEN}
              />
            ))}
          </ul>
          <p>
            <a href="/documents">
              {messages.home.all} ({write.number(counts.total)})
            </a>
          </p>
        </section>
      )}
      {newest.length > 0 && (
        <div class="ways-in">
          <ShelfLists frame={frame} counts={counts} libraries={libraries} />
        </div>
      )}
    </Layout>
  );
}

function EmptyLibrary({ frame: { messages, visitor } }: { readonly frame: Frame }) {
  if (!mayActAs(visitor.role, 'archivist')) return <p class="empty">{messages.home.emptyReader}</p>;
  return (
    <section class="empty">
      <h2>{messages.home.emptyArchivist}</h2>
      <ol>
        {messages.home.firstSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <a class="button" href="/upload">
        {messages.home.firstAction}
      </a>
    </section>
  );
}
