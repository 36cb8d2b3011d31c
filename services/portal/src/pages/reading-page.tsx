import { type Document, type Library, languageTag, mayActAs } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import { type Engine, pageTrouble } from '@diachi/page-text';
import type { PageView } from '@diachi/ports';
import { addresses } from '../addresses.ts';
import { doubtfulWords } from '../doubtful-words.ts';
import type { Frame } from '../frame.ts';
import type { HitsAround } from '../hits-around.ts';
import { picturesOf } from '../page-pictures.ts';
import { HitList } from '../parts/hit-list.tsx';
import { KeysDialog } from '../parts/keys-dialog.tsx';
import { Layout } from '../parts/layout.tsx';
import { PageDoubt } from '../parts/page-doubt.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { PageToolbar } from '../parts/page-toolbar.tsx';
import { PageWords } from '../parts/page-words.tsx';
import { SearchForm } from '../parts/search-form.tsx';
import { SeenNote } from '../parts/seen-note.tsx';

export type ReadingPageProps = {
  readonly frame: Frame;
  readonly document: Document;
  readonly view: PageView;
  readonly libraries: readonly Library[];
  readonly query: string;
  /** Indexes of the words on this page that match. */
  readonly hits: readonly number[];
  /** Null when nothing was asked for. */
  readonly around: HitsAround | null;
  /** Something was asked for, and where else it stands cannot be told for the moment. */
  readonly isSearchAway?: boolean;
  /** The page's own whole address, where everybody may read it. */
  readonly canonical?: string | undefined;
  /** Whoever may see them asked for the doubtful words to be marked. */
  readonly isDoubtShown?: boolean;
};

/** One page to read: its image with what was sought boxed, its words beside it, ways to the others. */
export function ReadingPage(props: ReadingPageProps) {
  const { frame, document, view, query, hits } = props;
  const isDoubtShown = props.isDoubtShown === true && mayActAs(frame.visitor.role, 'archivist');
  const { messages, write } = frame;
  const { page, label } = view.page;
  const pictures = picturesOf(document.id, view);
  const canZoom = pictures.length > 0 && view.rights.fullImage;
  const words = view.text.kind === 'read' ? view.text.words : [];
  const doubtful = doubtfulWords(view.text);
  const shownDoubt = isDoubtShown ? doubtful : [];
  const title = messages.reading.title(label, document.record.title);
  return (
    <Layout frame={frame} title={title} kind="reading" islands={['reading']} canonical={props.canonical}>
      <div class="leaf-head">
        <h1>
          <a href={addresses.document(document.id, query)}>{document.record.title}</a>
          <span> {messages.pageLabel(label)}</span>
        </h1>
        <PageToolbar {...{ frame, document, page, query, isDoubtShown }} canZoom={canZoom} />
      </div>
      <div class="leaf">
        <div class="leaf-image">
          <SeenNote frame={frame} document={document} rights={view.rights} libraries={props.libraries} />
          {pictures.length === 0 && <p class="notice">{messages.reading.noImage}</p>}
          {view.page.image && (
            <PageFrame
              alt={messages.reading.image(label, document.record.title)}
              pictures={pictures}
              words={words}
              hits={hits}
              doubtful={shownDoubt}
              size={view.page.image}
            />
          )}
          {canZoom && (
            <section
              class="zoom"
              hidden
              data-levels={JSON.stringify(pictures)}
              data-image={
                view.revision === document.publishedRevision
                  ? addresses.imageService(document.id, view.revision, page)
                  : undefined
              }
              data-failed={messages.reading.zoomFailed}
              aria-label={messages.reading.image(label, document.record.title)}
            />
          )}
        </div>
        <div class="leaf-side">
          <SearchForm
            messages={messages}
            text={query}
            action={addresses.document(document.id)}
            label={messages.reading.searchInside}
          />
          {hits.length > 0 && (
            <p class="quiet" role="status">
              {messages.reading.hitsOnPage(write.number(hits.length))}
            </p>
          )}
          {props.isSearchAway && (
            <p class="notice" role="status">
              {messages.search.away.onPage}
            </p>
          )}
          <Around {...props} />
          <section aria-labelledby="text">
            <h2 id="text">{messages.reading.text}</h2>
            <PageCondition {...props} />
            <PageDoubt
              frame={frame}
              text={view.text}
              count={doubtful.length}
              isShown={isDoubtShown}
              addresses={{
                shown: addresses.page(document.id, page, query, true),
                plain: addresses.page(document.id, page, query),
              }}
            />
            <PageWords
              frame={frame}
              text={view.text}
              hits={hits}
              doubtful={shownDoubt}
              language={languageTag(document.record.language) ?? 'vi'}
            />
          </section>
          <Downloads {...props} />
        </div>
      </div>
      <KeysDialog frame={frame} />
    </Layout>
  );
}

function PageCondition({ frame: { messages, language }, view: { text } }: ReadingPageProps) {
  if (text.kind === 'blank') return <p class="notice">{messages.reading.blank}</p>;
  const note = pageTrouble(text);
  if (!note) return null;
  return (
    <p class="notice">
      {text.kind === 'unreadable' ? messages.reading.unreadable : messages.reading.damaged}{' '}
      {failureText(note, language)}
    </p>
  );
}

function Around({ frame, document, view, query, around }: ReadingPageProps) {
  const { messages, write } = frame;
  if (!around) return null;
  if (around.total === 0) return <p class="notice">{messages.document.noHits(query)}</p>;
  const count = write.number(around.total);
  return (
    <section aria-labelledby="around" class="around">
      <h2 id="around">{messages.reading.hits}</h2>
      <p class="quiet">
        {around.position === null
          ? messages.reading.hitCount(count)
          : messages.reading.hitPosition(write.number(around.position), count)}
      </p>
      {around.wordStart !== null && <p class="notice">{messages.search.begun(query, around.wordStart)}</p>}
      <nav class="pager" aria-label={messages.reading.hits}>
        {around.previous !== null && (
          <a data-hit="previous" href={addresses.page(document.id, around.previous, query)}>
            ← {messages.reading.previousHit}
          </a>
        )}
        {around.next !== null && (
          <a data-hit="next" href={addresses.page(document.id, around.next, query)}>
            {messages.reading.nextHit} →
          </a>
        )}
      </nav>
      <details>
        <summary>{messages.document.hits(query)}</summary>
        <HitList frame={frame} id={document.id} query={query} hits={around.near} current={view.page.page} />
        {around.total > around.near.length && (
          <p>
            <a href={`${addresses.document(document.id, query)}#hits`}>{messages.search.moreHits(count)}</a>
          </p>
        )}
      </details>
    </section>
  );
}

function Downloads({ frame, document, view }: ReadingPageProps) {
  const { messages, visitor } = frame;
  const readBy = mayActAs(visitor.role, 'archivist') ? engineLine(frame, view) : null;
  const { id, publishedRevision } = document;
  const { page, image } = view.page;
  return (
    <section class="downloads" aria-labelledby="downloads">
      <h2 id="downloads">{messages.document.downloads}</h2>
      <ul class="bare">
        {publishedRevision > 0 && view.rights.download && (
          <>
            <li>
              <a href={addresses.pdf(id)}>{messages.document.pdf}</a>
            </li>
            <li>
              <a href={addresses.text(id)}>{messages.document.text}</a>
            </li>
          </>
        )}
        {publishedRevision > 0 && (
          <li>
            <a href={addresses.alto(id, page)}>{messages.reading.alto}</a>
          </li>
        )}
        {image && view.rights.fullImage && (
          <li>
            <a href={addresses.image(id, view.revision, page)}>{messages.reading.fullImage}</a>
          </li>
        )}
        <li>
          <a href={addresses.page(id, page)}>{messages.reading.link}</a>
        </li>
      </ul>
      {readBy !== null && <p class="quiet">{readBy}</p>}
    </section>
  );
}

/** Null on a page that nothing has read. */
function engineLine({ messages }: Frame, { text }: PageView): string | null {
  if (text.engine.name === 'none') return null;
  if (text.engine.name === 'pdf-text') {
    return text.engine.settings['isUnderScan'] === true
      ? messages.reading.keptTextUnderScan
      : messages.reading.keptText;
  }
  const further = text.kind === 'read' ? text.furtherEngines.map(nameOf) : [];
  return messages.reading.engine(nameOf(text.engine), further.join('; '));
}

const nameOf = ({ name, version, model }: Engine): string => `${name} ${version}, ${model}`;
