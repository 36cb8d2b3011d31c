import type { Frame } from '../frame.ts';
import { Field } from '../parts/field.tsx';
import { Layout } from '../parts/layout.tsx';

export type SignInPageProps = {
  readonly frame: Frame;
  /** Where to go on to. */
  readonly next: string;
  /** What went wrong the time before, in words; null the first time. */
  readonly problem: string | null;
};

/** Signing in, for those who work with the library. */
export function SignInPage({ frame, next, problem }: SignInPageProps) {
  const { messages } = frame;
  const { session } = messages;
  return (
    <Layout frame={frame} title={session.title} kind="session">
      <h1>{session.title}</h1>
      <p>{session.lead}</p>
      {problem && (
        <p class="notice is-bad" role="alert">
          {problem}
        </p>
      )}
      <form class="narrow" method="post" action="/api/session">
        <input type="hidden" name="next" value={next} />
        <Field name="name" label={session.name} autocomplete="username" required="" maxLength={200} />
        <Field
          name="password"
          type="password"
          label={session.password}
          autocomplete="current-password"
          required=""
          maxLength={1000}
        />
        <button type="submit">{session.button}</button>
      </form>
      <p class="quiet">{session.forgotten}</p>
    </Layout>
  );
}
