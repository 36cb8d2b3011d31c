import { type Document, type Library, mayActAs } from '@diachi/domain';
import type { Facets } from '@diachi/ports';
import type { Frame } from '../frame.ts';
import { DocumentCard } from '../parts/document-card.tsx';
import { Layout } from '../parts/layout.tsx';
import { libraryName } from '../parts/record-line.tsx';
import { SearchForm } from '../parts/search-form.tsx';
import { ToLookAt } from '../parts/to-look-at.tsx';
import { type Facet, searchHref, toggle, wholeLibrary } from '../search-address.ts';

export type HomePageProps = {
  readonly frame: Frame;
  readonly newest: readonly Document[];
  readonly libraries: readonly Library[];
  readonly total: number;
  readonly facets: Facets;
  /** Documents that failed or were refused; none for readers. */
  readonly toLookAt: number;
};

const FIRST_SEEN = 4;

/** The first page: a search box, what is new, and ways in. */
export function HomePage({ frame, newest, libraries, total, facets, toLookAt }: HomePageProps) {
  const { messages, write } = frame;
  return (
    <Layout frame={frame} title={messages.home.title} kind="home" islands={['suggest']}>
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
            <a href="/search">
              {messages.home.all} ({write.number(total)})
            </a>
          </p>
        </section>
      )}
      {newest.length > 0 && (
        <div class="ways-in">
          <WayIn
            frame={frame}
            facet="library"
            title={messages.home.libraries}
            values={facets.libraries}
            nameOf={(code) => libraryName(libraries, code)}
          />
          <WayIn frame={frame} facet="collection" title={messages.home.collections} values={facets.collections} />
          <WayIn
            frame={frame}
            facet="kind"
            title={messages.home.kinds}
            values={facets.kinds}
            nameOf={(kind) => messages.kinds[kind]}
          />
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

type WayInProps<Value extends string> = {
  readonly frame: Frame;
  readonly facet: Facet;
  readonly title: string;
  readonly values: readonly { readonly value: Value; readonly count: number }[];
  readonly nameOf?: (value: Value) => string;
};

function WayIn<Value extends string>({ frame, facet, title, values, nameOf = (value) => value }: WayInProps<Value>) {
  if (values.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="counted">
        {values.slice(0, 12).map(({ value, count }) => (
          <li key={value}>
            <a href={searchHref(toggle(wholeLibrary(), facet, value))}>{nameOf(value)}</a>{' '}
            <span class="quiet">{frame.write.number(count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
