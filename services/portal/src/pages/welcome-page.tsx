import type { Person } from '@diachi/ports';
import { PASSWORD_LENGTH } from '@diachi/web';
import type { Frame } from '../frame.ts';
import { Field } from '../parts/field.tsx';
import { Layout } from '../parts/layout.tsx';

export type WelcomePageProps = {
  readonly frame: Frame;
  readonly token: string;
  /** Null when the link was used or is too old. */
  readonly person: Person | null;
  readonly problem: string | null;
};

/** Where a one-time link leads: a person sets a password. Looking at it does not use it up. */
export function WelcomePage({ frame, token, person, problem }: WelcomePageProps) {
  const { session } = frame.messages;
  if (!person) {
    return (
      <Layout frame={frame} title={session.linkGone} kind="session">
        <h1>{session.linkGone}</h1>
        <p>{session.linkGoneAdvice}</p>
      </Layout>
    );
  }
  return (
    <Layout frame={frame} title={session.welcome} kind="session">
      <h1>{session.welcome}</h1>
      <p>{session.welcomeLead(person.name)}</p>
      {problem && (
        <p class="notice is-bad" role="alert">
          {problem}
        </p>
      )}
      <form class="narrow" method="post" action={`/api/welcome/${encodeURIComponent(token)}`}>
        <input type="hidden" name="next" value="/" />
        {/* So that a browser keeps the password under the right name. */}
        <input type="text" name="username" value={person.name} autocomplete="username" hidden readOnly />
        <Field
          name="password"
          type="password"
          label={session.password}
          help={session.passwordHelp(PASSWORD_LENGTH.least)}
          autocomplete="new-password"
          required=""
          minLength={PASSWORD_LENGTH.least}
          maxLength={PASSWORD_LENGTH.most}
        />
        <button type="submit">{session.welcomeButton}</button>
      </form>
    </Layout>
  );
}
