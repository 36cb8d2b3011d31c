import type { TokenScope } from '@diachi/domain';
import type { AccessToken } from '@diachi/ports';
import { CSRF_FIELD, TOKEN_DAYS } from '@diachi/web';
import type { Frame } from '../frame.ts';
import { Choice } from '../parts/choice.tsx';
import { Field } from '../parts/field.tsx';
import { Layout } from '../parts/layout.tsx';
import { PostButton } from '../parts/post-button.tsx';

export type TokensPageProps = {
  readonly frame: Frame;
  readonly tokens: readonly AccessToken[];
  /** The rights whoever looks can give. */
  readonly scopes: readonly TokenScope[];
  /** Now, ISO 8601: what ended before has expired. */
  readonly now: string;
  /** A token just made, shown this once. */
  readonly made: { readonly name: string; readonly written: string } | null;
  readonly problem: string | null;
};

const DAYS = [30, TOKEN_DAYS.usual, TOKEN_DAYS.most];

/** The access tokens of whoever looks, and making one. */
export function TokensPage({ frame, tokens, scopes, now, made, problem }: TokensPageProps) {
  const { messages, visitor } = frame;
  const words = messages.programs.tokens;
  return (
    <Layout frame={frame} title={words.title} kind="tokens">
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {problem && (
        <p class="notice is-bad" role="alert">
          {problem}
        </p>
      )}
      {made && (
        <div class="notice" role="status">
          <p>{words.made(made.name)}</p>
          <label for="token">{words.written}</label>
          <textarea id="token" class="code" rows={2} readOnly spellcheck={false}>
            {made.written}
          </textarea>
        </div>
      )}
      <section aria-labelledby="list">
        <h2 id="list">{words.list}</h2>
        {tokens.length === 0 ? <p>{words.none}</p> : <TokenTable frame={frame} tokens={tokens} now={now} />}
      </section>
      <section aria-labelledby="add">
        <h2 id="add">{words.add}</h2>
        <form class="narrow" method="post" action="/tokens">
          <input type="hidden" name={CSRF_FIELD} value={visitor.csrfToken} />
          <Field name="name" label={words.name} help={words.nameHelp} required={messages.required} maxLength={100} />
          <fieldset>
            <legend>{words.scopes}</legend>
            {scopes.map((scope) => (
              <label key={scope} class="choice">
                <input
                  type="checkbox"
                  {...(scope === 'read' ? { checked: true, disabled: true } : { name: scope, value: 'yes' })}
                />
                {words.scopeNames[scope]}
              </label>
            ))}
          </fieldset>
          <Choice
            name="days"
            label={words.days}
            value={String(TOKEN_DAYS.usual)}
            choices={DAYS.map((days) => ({ value: String(days), label: words.dayCount(days) }))}
          />
          <button type="submit">{words.addButton}</button>
        </form>
        <p class="quiet">{words.ends}</p>
        <p>
          <a href="/api/docs">{words.docs}</a>
        </p>
      </section>
    </Layout>
  );
}

function TokenTable({ frame, tokens, now }: Pick<TokensPageProps, 'frame' | 'tokens' | 'now'>) {
  const { messages, write } = frame;
  const words = messages.programs.tokens;
  return (
    <div class="table-frame">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.scopes}</th>
            <th scope="col">{words.madeOn}</th>
            <th scope="col">{words.expires}</th>
            <th scope="col">{words.lastUsed}</th>
            <th scope="col">{words.revoke}</th>
          </tr>
        </thead>
        <tbody>
          {tokens.map(({ id, name, scopes, createdAt, expiresAt, lastUsedOn }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td data-label={words.scopes}>{scopes.map((scope) => words.scopeShort[scope]).join(', ')}</td>
              <td data-label={words.madeOn}>{write.day(createdAt)}</td>
              <td data-label={words.expires}>
                {write.day(expiresAt)}
                {expiresAt <= now && <span class="tag is-failed">{words.expired}</span>}
              </td>
              <td data-label={words.lastUsed}>{lastUsedOn === null ? words.never : write.day(lastUsedOn)}</td>
              <td>
                <PostButton
                  frame={frame}
                  action={`/tokens/${id}/revoke`}
                  label={words.revoke}
                  about={name}
                  kind="danger"
                  fields={{ next: '/tokens' }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
