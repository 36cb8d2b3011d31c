import type { DocumentFailure } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import type { Frame } from '../frame.ts';

export type FailureNoticeProps = { readonly frame: Frame; readonly failure: DocumentFailure };

/** What broke, where in the document, and what can be done. */
export function FailureNotice({ frame: { messages, language, write }, failure }: FailureNoticeProps) {
  const job = messages.jobs[failure.job] ?? failure.job;
  return (
    <>
      <p class="quiet">
        {messages.document.failedAt(job, failure.page === null ? null : write.number(failure.page + 1))}
      </p>
      <p>{failureText(failure, language)}</p>
    </>
  );
}
