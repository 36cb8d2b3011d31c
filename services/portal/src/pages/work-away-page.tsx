import type { FailureNote } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import type { Frame } from '../frame.ts';
import { Layout } from '../parts/layout.tsx';

export type WorkAwayPageProps = {
  readonly frame: Frame;
  /** Of the page in whose place it stands. */
  readonly title: string;
  readonly note: FailureNote;
};

/** In the place of the work while nobody can tell how it goes. */
export function WorkAwayPage({ frame, title, note }: WorkAwayPageProps) {
  const { messages, language } = frame;
  const { work } = messages;
  return (
    <Layout frame={frame} title={title} kind="work">
      <h1>{title}</h1>
      <section class="notice is-bad" role="status" aria-labelledby="away">
        <h2 id="away">{work.away}</h2>
        <p>{failureText(note, language)}</p>
        <p>{work.awayLead}</p>
      </section>
      <p>
        <a href={frame.address}>{work.reload}</a>
      </p>
    </Layout>
  );
}
