import type { FailureNote } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import type { Frame } from '../frame.ts';
import type { Messages } from '../messages/vi.ts';
import { Layout } from '../parts/layout.tsx';

export type FailurePageProps = { readonly frame: Frame; readonly note: FailureNote; readonly status: number };

/** What happened and what to do, when a page cannot be shown. */
export function FailurePage({ frame, note, status }: FailurePageProps) {
  const { messages, language } = frame;
  const { failure } = messages;
  const sort = sortOf(note, status);
  return (
    <Layout frame={frame} title={failure.title[sort]} kind="failure">
      <h1>{failure.title[sort]}</h1>
      {sort !== 'bug' && <p class="lead">{failureText(note, language)}</p>}
      <p>{failure.advice[sort]}</p>
      <div class="actions">
        <a class="button" href="/">
          {failure.home}
        </a>
        {(sort === 'forbidden' || (sort === 'restricted' && frame.visitor.name === null)) && (
          <a class="button is-quiet" href={`/sign-in?next=${encodeURIComponent(frame.address)}`}>
            {messages.signIn}
          </a>
        )}
      </div>
      <p class="quiet">
        {failure.code}: <code>{note.code}</code>
      </p>
    </Layout>
  );
}

function sortOf({ kind, code }: FailureNote, status: number): keyof Messages['failure']['title'] {
  if (code === 'document.restricted') return 'restricted';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 429) return 'limited';
  return kind;
}
