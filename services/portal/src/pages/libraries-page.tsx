import type { Library } from '@diachi/domain';
import { CSRF_FIELD } from '@diachi/web';
import type { Frame } from '../frame.ts';
import { Field } from '../parts/field.tsx';
import { Layout } from '../parts/layout.tsx';

export type LibrariesPageProps = {
  readonly frame: Frame;
  readonly libraries: readonly Library[];
  /** What was written in a form that could not be taken, and why; null when there is nothing to complain of. */
  readonly refused: { readonly code: string; readonly name: string; readonly problem: string } | null;
};

/** The member libraries, to be named, and adding one. */
export function LibrariesPage({ frame, libraries, refused }: LibrariesPageProps) {
  const { libraries: words } = frame.messages;
  return (
    <Layout frame={frame} title={words.title} kind="libraries">
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {refused && (
        <p class="notice is-bad" role="alert">
          {refused.problem}
        </p>
      )}
      <ul class="bare library-list">
        {libraries.map((library) => (
          <LibraryItem key={library.code} frame={frame} library={library} />
        ))}
      </ul>
      <section aria-labelledby="add">
        <h2 id="add">{words.add}</h2>
        <form class="narrow" method="post" action="/api/libraries">
          <input type="hidden" name={CSRF_FIELD} value={frame.visitor.csrfToken} />
          <input type="hidden" name="next" value="/libraries" />
          <input type="hidden" name="isNew" value="true" />
          <Field
            name="code"
            label={words.code}
            help={words.codeHelp}
            value={refused?.code}
            required={frame.messages.required}
            maxLength={32}
          />
          <Field
            name="name"
            label={words.name}
            value={refused?.name}
            required={frame.messages.required}
            maxLength={200}
          />
          <button type="submit">{words.addButton}</button>
        </form>
      </section>
    </Layout>
  );
}

type LibraryItemProps = { readonly frame: Frame; readonly library: Library };

function LibraryItem({ frame: { messages, visitor }, library: { code, name } }: LibraryItemProps) {
  const { libraries: words } = messages;
  const isUnnamed = code === name;
  return (
    <li>
      <form method="post" action="/api/libraries">
        <input type="hidden" name={CSRF_FIELD} value={visitor.csrfToken} />
        <input type="hidden" name="next" value="/libraries" />
        <input type="hidden" name="code" value={code} />
        <label for={`name-${code}`}>
          <code>{code}</code>
          <span class="visually-hidden">: {words.name}</span>
          {isUnnamed && <span class="tag">{words.unnamed}</span>}
        </label>
        <input id={`name-${code}`} name="name" type="text" value={name} required maxLength={200} autocomplete="off" />
        <button type="submit" class="plain">
          {words.rename}
          <span class="visually-hidden">: {code}</span>
        </button>
      </form>
    </li>
  );
}
