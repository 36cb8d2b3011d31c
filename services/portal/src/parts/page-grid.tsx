import type { DocumentId, PageSummary } from '@diachi/domain';
import type { ComponentChildren } from 'preact';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import { Pager } from './pager.tsx';
import { Thumbnail } from './thumbnail.tsx';

export type PageGridProps = {
  readonly frame: Frame;
  readonly id: DocumentId;
  readonly revision: number;
  readonly pages: readonly PageSummary[];
  /** Index of the first page shown. */
  readonly from: number;
  readonly query: string;
};

/** So many small pictures at a time: a newspaper volume has thousands. */
const PAGES_SHOWN = 120;
const FIRST_SEEN = 6;

/** The pages of a document as small pictures, in reading order. */
export function PageGrid({ frame, id, revision, pages, from, query }: PageGridProps) {
  const { messages, write } = frame;
  const shown = pages.slice(from, from + PAGES_SHOWN);
  const at = (first: number) => `${addresses.document(id, query)}${query ? '&' : '?'}from=${first}#pages`;
  const next = from + PAGES_SHOWN;
  return (
    <>
      {pages.length > PAGES_SHOWN && (
        <p class="quiet">
          {messages.document.pageRange(
            write.number(from + 1),
            write.number(from + shown.length),
            write.number(pages.length),
          )}
        </p>
      )}
      <ol class="page-grid" start={from + 1}>
        {shown.map(({ page, label, state, reason }, place) => (
          <li key={page}>
            <PageTile href={state === 'waiting' ? null : addresses.page(id, page, query)}>
              {state === 'waiting' ? (
                <span class="thumbnail is-waiting" />
              ) : (
                <Thumbnail id={id} revision={revision} page={page} isLazy={place >= FIRST_SEEN} />
              )}
              <span>{messages.pageLabel(label)}</span>
              {state !== 'read' && <span class={`tag is-${state}`}>{messages.pageStates[state]}</span>}
              {state === 'read' && reason && <span class="tag is-damaged">{messages.document.damaged}</span>}
            </PageTile>
          </li>
        ))}
      </ol>
      <Pager
        label={messages.document.pages}
        previous={from > 0 ? { href: at(Math.max(0, from - PAGES_SHOWN)), label: messages.search.previous } : null}
        next={next < pages.length ? { href: at(next), label: messages.search.next } : null}
      />
    </>
  );
}

type PageTileProps = {
  readonly href: string | null;
  readonly children: ComponentChildren;
};

const PageTile = ({ href, children }: PageTileProps) => (href ? <a href={href}>{children}</a> : <div>{children}</div>);
