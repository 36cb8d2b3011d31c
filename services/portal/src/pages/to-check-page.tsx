import type { Library } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import type { CheckList, DocumentToCheck, PageToCheck } from '@diachi/ports';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import { errorWords } from '../parts/error-words.ts';
import { Layout } from '../parts/layout.tsx';
import { Pager } from '../parts/pager.tsx';
import { RecordLine } from '../parts/record-line.tsx';
import { Thumbnail } from '../parts/thumbnail.tsx';
import { type ToCheckAddress, toCheckHref } from '../to-check-address.ts';

export type ToCheckPageProps = {
  readonly frame: Frame;
  readonly at: ToCheckAddress;
  readonly libraries: readonly Library[];
  /** The one that is looked at; the other is null. */
  readonly documents: CheckList<DocumentToCheck> | null;
  readonly pages: CheckList<PageToCheck> | null;
};

const FIRST_SEEN = 3;

/** What archivists had better look at: documents, or pages, the most doubtful first. */
export function ToCheckPage({ frame, at, libraries, documents, pages }: ToCheckPageProps) {
  const { messages } = frame;
  const list = documents ?? pages;
  const isEmpty = list?.listed.length === 0 && at.after === undefined;
  return (
    <Layout frame={frame} title={messages.doubt.title} kind="to-check">
      <h1>{messages.doubt.title}</h1>
      <p class="lead">{messages.doubt.lead}</p>
      <nav class="sorts" aria-label={messages.doubt.title}>
        {(['documents', 'pages'] as const).map((kind) => (
          <a key={kind} href={toCheckHref({ kind })} aria-current={kind === at.kind ? 'page' : undefined}>
            {messages.doubt.kinds[kind]}
          </a>
        ))}
      </nav>
      {isEmpty && <p class="empty">{messages.doubt.nothing}</p>}
      <ol class="found-list">
        {documents?.listed.map((listed, place) => (
          <ListedDocument key={listed.document.id} {...{ frame, libraries, listed }} isLazy={place >= FIRST_SEEN} />
        ))}
        {pages?.listed.map((listed, place) => (
          <ListedPage
            key={`${listed.document.id} ${listed.page.page}`}
            {...{ frame, listed }}
            isLazy={place >= FIRST_SEEN}
          />
        ))}
      </ol>
      <Pager
        label={messages.browse.paging}
        previous={at.after === undefined ? null : { href: toCheckHref({ kind: at.kind }), label: messages.doubt.worst }}
        next={
          list?.next == null
            ? null
            : { href: toCheckHref({ kind: at.kind, after: list.next }), label: messages.doubt.better }
        }
      />
    </Layout>
  );
}

type Listed<Kind> = { readonly frame: Frame; readonly listed: Kind; readonly isLazy: boolean };

function ListedDocument({
  frame,
  libraries,
  listed: { document, doubt },
  isLazy,
}: Listed<DocumentToCheck> & Pick<ToCheckPageProps, 'libraries'>) {
  const { messages, write } = frame;
  return (
    <li class="found">
      <Thumbnail id={document.id} revision={document.publishedRevision} page={0} isLazy={isLazy} />
      <div>
        <h2>
          <a href={addresses.document(document.id)}>{document.record.title}</a>
        </h2>
        <RecordLine frame={frame} record={document.record} libraries={libraries} />
        <p>
          {messages.doubt.pagesOf(
            write.number(doubt.pages),
            write.number(document.pageCount ?? doubt.pages),
            doubt.pages,
          )}
          {' · '}
          {errorWords(frame, doubt.expectedError)}
        </p>
      </div>
    </li>
  );
}

function ListedPage({ frame, listed: { document, page }, isLazy }: Listed<PageToCheck>) {
  const { messages, language } = frame;
  return (
    <li class="found">
      <Thumbnail id={document.id} revision={document.publishedRevision} page={page.page} isLazy={isLazy} />
      <div>
        <h2>
          <a href={addresses.doubt(document.id, page.page)}>
            {messages.pageLabel(page.label)} · {document.record.title}
          </a>
        </h2>
        {page.state === 'unreadable' ? (
          <p>
            <span class="tag is-unreadable">{messages.pageStates.unreadable}</span>{' '}
            {page.reason && failureText(page.reason, language)}
          </p>
        ) : (
          <p>{page.expectedError !== null && errorWords(frame, page.expectedError)}</p>
        )}
      </div>
    </li>
  );
}
