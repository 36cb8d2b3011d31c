import { type Library, mayActAs } from '@diachi/domain';
import type { DocumentHits, DocumentView } from '@diachi/ports';
import type { DescribedDocument } from '@diachi/record-formats';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import { CiteList } from '../parts/cite-list.tsx';
import { DocumentDesk, type DocumentWork } from '../parts/document-desk.tsx';
import { DocumentMeta } from '../parts/document-meta.tsx';
import { HitList } from '../parts/hit-list.tsx';
import { IiifLink, ManifestAlternate } from '../parts/iiif-link.tsx';
import { Layout } from '../parts/layout.tsx';
import { PageGrid } from '../parts/page-grid.tsx';
import { Pager } from '../parts/pager.tsx';
import { PagesToCheck } from '../parts/pages-to-check.tsx';
import { RecordList } from '../parts/record-list.tsx';
import { SearchForm } from '../parts/search-form.tsx';
import { SeenNote } from '../parts/seen-note.tsx';
import { UnreadablePages } from '../parts/unreadable-pages.tsx';

export type DocumentPageProps = {
  readonly frame: Frame;
  readonly view: DocumentView;
  readonly libraries: readonly Library[];
  readonly query: string;
  /** Null when nothing was asked for. */
  readonly hits: (DocumentHits & { readonly offset: number }) | null;
  /** Something was asked for, and where it stands cannot be told for the moment. */
  readonly isSearchAway?: boolean;
  readonly from: number;
  /** What programs are told of it in the head of the page; null where not everybody may know of it. */
  readonly described?: DescribedDocument | null;
  /** For archivists: what is being done to it. */
  readonly work: DocumentWork | null;
};

/** Hits of a document shown at once. */
export const HITS_SHOWN = 50;

/** A document: what it is, where a query stands in it, its pages. */
export function DocumentPage(props: DocumentPageProps) {
  const { frame, view, libraries, query, hits, from, work } = props;
  const { document, rights, pages } = view;
  const { messages } = frame;
  const revision = document.publishedRevision || document.workRevision;
  const isAtDesk = mayActAs(frame.visitor.role, 'archivist');
  const manifest = props.described?.addresses.manifest;
  return (
    <Layout
      frame={frame}
      title={document.record.title}
      kind="document"
      islands={isAtDesk ? ['live'] : []}
      canonical={props.described?.addresses.document}
      head={
        props.described && (
          <>
            <DocumentMeta document={props.described} />
            {manifest && <ManifestAlternate manifest={manifest} />}
          </>
        )
      }
    >
      <div class="document-head" data-live="head">
        <h1>{document.record.title}</h1>
        <Actions {...props} />
      </div>
      <SeenNote frame={frame} document={document} rights={rights} libraries={libraries} />
      {isAtDesk && work && <DocumentDesk frame={frame} document={document} work={work} />}
      <div class="document-body">
        <section aria-labelledby="record">
          <h2 id="record">{messages.document.record}</h2>
          <RecordList frame={frame} document={document} libraries={libraries} />
          <CiteList frame={frame} id={document.id} />
        </section>
        <div>
          {document.publishedRevision > 0 && rights.text && (
            <SearchForm
              messages={messages}
              text={query}
              action={addresses.document(document.id)}
              label={messages.document.searchInside}
            />
          )}
          {props.isSearchAway && (
            <p class="notice" role="status">
              {messages.search.away.inDocument}
            </p>
          )}
          {hits && <Hits {...props} hits={hits} />}
          <Contents {...props} />
        </div>
      </div>
      {isAtDesk && <PagesToCheck frame={frame} id={document.id} pages={pages} />}
      <UnreadablePages frame={frame} id={document.id} pages={pages} />
      {(rights.text || rights.smallImage) && (
        <section id="pages" aria-labelledby="pages-title" data-live="pages">
          <h2 id="pages-title">{messages.document.pages}</h2>
          {pages.length === 0 ? (
            <p class="quiet">{messages.document.noPagesYet}</p>
          ) : (
            <PageGrid frame={frame} id={document.id} revision={revision} pages={pages} from={from} query={query} />
          )}
        </section>
      )}
    </Layout>
  );
}

function Actions({ frame, view: { document, rights }, query, described }: DocumentPageProps) {
  const { messages } = frame;
  const manifest = described?.addresses.manifest;
  if (document.publishedRevision === 0 || !rights.text) return null;
  return (
    <div class="actions">
      <a class="button" href={addresses.page(document.id, 0, query)}>
        {messages.document.read}
      </a>
      {rights.download && (
        <>
          <a class="button is-quiet" href={addresses.pdf(document.id)}>
            {messages.document.pdf}
          </a>
          <a class="button is-quiet" href={addresses.epub(document.id)} type="application/epub+zip">
            {messages.document.epub}
          </a>
          <a class="button is-quiet" href={addresses.text(document.id)}>
            {messages.document.text}
          </a>
          <a class="button is-quiet" href={addresses.bag(document.id)}>
            {messages.document.bag}
          </a>
        </>
      )}
      {manifest && <IiifLink frame={frame} manifest={manifest} />}
    </div>
  );
}

type HitsProps = DocumentPageProps & { readonly hits: NonNullable<DocumentPageProps['hits']> };

function Hits({ frame, view: { document }, query, hits }: HitsProps) {
  const { messages, write } = frame;
  if (hits.total === 0) return <p class="notice">{messages.document.noHits(query)}</p>;
  const at = (offset: number) => `${addresses.document(document.id, query)}&hits=${offset}#hits`;
  const next = hits.offset + HITS_SHOWN;
  return (
    <section id="hits" aria-labelledby="hits-title">
      <h2 id="hits-title">
        {messages.document.hits(query)} <span class="quiet">{write.number(hits.total)}</span>
      </h2>
      {hits.wordStart !== null && <p class="notice">{messages.search.begun(query, hits.wordStart)}</p>}
      <HitList frame={frame} id={document.id} query={query} hits={hits.pages} />
      <Pager
        label={messages.document.hits(query)}
        previous={
          hits.offset > 0 ? { href: at(Math.max(0, hits.offset - HITS_SHOWN)), label: messages.search.previous } : null
        }
        next={next < hits.total ? { href: at(next), label: messages.search.next } : null}
      />
    </section>
  );
}

function Contents({ frame: { messages }, view: { document, bookmarks } }: DocumentPageProps) {
  if (bookmarks.length === 0) return null;
  return (
    <details class="contents" open={bookmarks.length <= 20}>
      <summary>
        <h2>{messages.document.contents}</h2>
      </summary>
      <ol>
        {bookmarks.slice(0, 500).map(({ title, page, level }, place) => (
          <li key={place} class={`is-level-${Math.min(level, 4)}`}>
            <a href={addresses.page(document.id, page)}>{title}</a>
          </li>
        ))}
      </ol>
    </details>
  );
}
