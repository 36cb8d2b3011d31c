import { DOCUMENT_STATES, type Document, type DocumentState } from '@diachi/domain';
import type { ComponentChildren } from 'preact';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import type { DocumentWork } from '../parts/document-desk.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { Layout } from '../parts/layout.tsx';
import { PostButton } from '../parts/post-button.tsx';
import { StepProgress } from '../parts/step-progress.tsx';

export type WorkPageProps = {
  readonly frame: Frame;
  readonly inWork: readonly { readonly document: Document; readonly work: DocumentWork }[];
  readonly failed: readonly Document[];
  readonly refused: readonly Document[];
  readonly counts: Readonly<Record<DocumentState, number>>;
  /** Why deliveries are held back, or null. */
  readonly pausedBecause: 'full' | 'other' | null;
};

/** Everything in work, failed or refused. A plain page that a script keeps up to date. */
export function WorkPage({ frame, inWork, failed, refused, counts, pausedBecause }: WorkPageProps) {
  const { messages, write } = frame;
  const { work } = messages;
  return (
    <Layout frame={frame} title={work.title} kind="work" islands={['live']}>
      <h1>{work.title}</h1>
      <div data-live="work">
        {pausedBecause && (
          <div class="notice is-bad" role="alert">
            <p>
              <strong>{work.paused}</strong>
            </p>
            {pausedBecause === 'full' && <p>{work.pausedFull}</p>}
          </div>
        )}
        <section aria-labelledby="in-work">
          <h2 id="in-work">
            {work.running} <span class="quiet">{write.number(inWork.length)}</span>
          </h2>
          {inWork.length === 0 && <p class="quiet">{work.nothing}</p>}
          <ul class="work-list">
            {inWork.map((one) => (
              <WorkItem key={one.document.id} frame={frame} document={one.document}>
                <StepProgress frame={frame} steps={one.work.steps} remainingMs={one.work.remainingMs} />
              </WorkItem>
            ))}
          </ul>
        </section>
        <Broken frame={frame} id="failed" title={work.failed} documents={failed} empty={work.nothingFailed} canRetry />
        {refused.length > 0 && <Broken frame={frame} id="refused" title={work.refused} documents={refused} />}
        <section aria-labelledby="counts">
          <h2 id="counts">{work.counts}</h2>
          <dl class="record">
            {DOCUMENT_STATES.map((state) => (
              <div key={state}>
                <dt>{messages.states[state]}</dt>
                <dd>{write.number(counts[state])}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <p class="quiet">
        <span data-live-note hidden>
          {work.live}{' '}
        </span>
        <a href="/work">{work.reload}</a>
      </p>
    </Layout>
  );
}

type BrokenProps = {
  readonly frame: Frame;
  readonly id: string;
  readonly title: string;
  readonly documents: readonly Document[];
  readonly empty?: string;
  readonly canRetry?: boolean;
};

const Broken = ({ frame, id, title, documents, empty, canRetry = false }: BrokenProps) => (
  <section aria-labelledby={id}>
    <h2 id={id}>
      {title} <span class="quiet">{frame.write.number(documents.length)}</span>
    </h2>
    {documents.length === 0 && <p class="quiet">{empty}</p>}
    <ul class="work-list">
      {documents.map((document) => (
        <WorkItem key={document.id} frame={frame} document={document}>
          {document.failure && <FailureNotice frame={frame} failure={document.failure} />}
          <div class="actions">
            {canRetry && (
              <PostButton
                frame={frame}
                action={`/api/documents/${document.id}/retry`}
                label={frame.messages.document.tryAgain}
                about={document.record.title}
              />
            )}
            <PostButton
              frame={frame}
              action={`/api/documents/${document.id}/remove`}
              label={frame.messages.document.remove}
              about={document.record.title}
              kind="danger"
            />
          </div>
        </WorkItem>
      ))}
    </ul>
  </section>
);

type WorkItemProps = {
  readonly frame: Frame;
  readonly document: Document;
  readonly children: ComponentChildren;
};

const WorkItem = ({ frame: { messages, write }, document, children }: WorkItemProps) => (
  <li>
    <h3>
      <a href={addresses.document(document.id)}>{document.record.title}</a>
    </h3>
    <p class="quiet">
      <span class={`tag is-${document.state}`}>{messages.states[document.state]}</span>{' '}
      {document.pageCount !== null && <>{messages.pages(write.number(document.pageCount))} · </>}
      <time dateTime={document.receivedAt}>{write.moment(document.receivedAt)}</time>
    </p>
    {children}
  </li>
);
