import { type Document, mayActAs } from '@diachi/domain';
import type { StepCount } from '@diachi/ports';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import { FailureNotice } from './failure-notice.tsx';
import { MergeForm } from './merge-form.tsx';
import { PostButton } from './post-button.tsx';
import { languageNames } from './record-line.tsx';
import { StepProgress } from './step-progress.tsx';

/** What is being done to a document behind the desk. */
export type DocumentWork = {
  readonly steps: readonly StepCount[];
  readonly forecastSeconds: number | null;
  /** The language its pages were read in, where its record says another one since. */
  readonly languageRead: string | null;
  /** How far it is cannot be told for the moment. */
  readonly isAway?: boolean;
};

export type DocumentDeskProps = { readonly frame: Frame; readonly document: Document; readonly work: DocumentWork };

/** What an archivist sees and does above a document's record. Kept up to date while its page is open. */
export function DocumentDesk({ frame, document, work }: DocumentDeskProps) {
  const { messages } = frame;
  const { id, record, state, failure, publishedRevision, workRevision } = document;
  const isInWork = state === 'received' || state === 'reading' || workRevision > publishedRevision;
  return (
    <section class="desk" aria-labelledby="desk">
      <h2 id="desk">{messages.document.work}</h2>
      <div data-live="desk" data-document={id}>
        <p>
          <span class={`tag is-${state}`}>{messages.states[state]}</span>{' '}
          {publishedRevision === 0 && state !== 'refused' && messages.document.notPublished}
          {publishedRevision > 0 && isInWork && messages.document.newRevision}
        </p>
        {failure && (
          <div class="notice is-bad" role="status">
            <p>
              <strong>{state === 'refused' ? messages.document.refused : messages.document.failed}</strong>
            </p>
            <FailureNotice frame={frame} failure={failure} />
            {state !== 'refused' && (
              <PostButton frame={frame} action={`/api/documents/${id}/retry`} label={messages.document.tryAgain} />
            )}
          </div>
        )}
        {isInWork && work.steps.length > 0 && (
          <StepProgress frame={frame} steps={work.steps} forecastSeconds={work.forecastSeconds} />
        )}
        {isInWork && work.isAway && <p class="notice">{messages.document.workAway}</p>}
        {!isInWork && publishedRevision > 0 && work.languageRead !== null && (
          <p class="notice">
            {messages.document.otherLanguage(
              languageNames(messages, work.languageRead),
              languageNames(messages, record.language),
            )}
          </p>
        )}
        {!isInWork && publishedRevision > 0 && (
          <PostButton frame={frame} action={`/api/documents/${id}/read-again`} label={messages.document.readAgain} />
        )}
      </div>
      <div class="actions">
        {state !== 'refused' && (
          <a class="button is-quiet" href={addresses.edit(id)}>
            {messages.document.edit}
          </a>
        )}
        {publishedRevision > 0 && mayActAs(frame.visitor.role, 'admin') && <MergeForm frame={frame} id={id} />}
        {mayRemove(frame, state) && (
          <details class="danger-zone">
            <summary>{messages.document.remove}</summary>
            <p>{messages.document.removeQuestion}</p>
            <PostButton
              frame={{ ...frame, address: '/work' }}
              action={`/api/documents/${id}/remove`}
              label={messages.document.removeConfirm}
              kind="danger"
            />
          </details>
        )}
      </div>
    </section>
  );
}

/** An administrator may remove any document, an archivist one that was refused. */
const mayRemove = ({ visitor }: Frame, state: Document['state']): boolean =>
  state === 'refused' || mayActAs(visitor.role, 'admin');
