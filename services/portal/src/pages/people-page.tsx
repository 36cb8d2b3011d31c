import type { Library } from '@diachi/domain';
import type { Person } from '@diachi/ports';
import { CSRF_FIELD } from '@diachi/web';
import type { Frame } from '../frame.ts';
import { Choice } from '../parts/choice.tsx';
import { Field } from '../parts/field.tsx';
import { Layout } from '../parts/layout.tsx';
import { libraryChoices } from '../parts/library-choices.ts';
import { PersonLibraryForm } from '../parts/person-library-form.tsx';
import { PostButton } from '../parts/post-button.tsx';
import { libraryName } from '../parts/record-line.tsx';

export type PeoplePageProps = {
  readonly frame: Frame;
  readonly people: readonly Person[];
  readonly libraries: readonly Library[];
  /** A link just made, shown this once. */
  readonly made?: { readonly name: string; readonly link: string } | null;
  /** Somebody whose library was just changed. */
  readonly moved?: Person | null;
  /** The number of somebody whose library is to be chosen. */
  readonly moving?: number | null;
  readonly problem?: string | null;
};

/** Who may sign in, and adding somebody. */
export function PeoplePage({ frame, people, libraries, made, moved, moving, problem }: PeoplePageProps) {
  const { messages, visitor, write } = frame;
  const { people: words } = messages;
  return (
    <Layout frame={frame} title={words.title} kind="people">
      <h1>{words.title}</h1>
      {problem && (
        <p class="notice is-bad" role="alert">
          {problem}
        </p>
      )}
      {made && (
        <div class="notice" role="status">
          <p>{words.linkLead(made.name)}</p>
          <label for="link">{words.link}</label>
          <input id="link" type="text" readOnly value={made.link} />
        </div>
      )}
      {moved && (
        <p class="notice" role="status">
          {words.libraryChanged(moved.name, moved.library && libraryName(libraries, moved.library))}
        </p>
      )}
      <div class="table-frame">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.role}</th>
              <th scope="col">{messages.document.fields.library}</th>
              <th scope="col">{words.since}</th>
              <th scope="col">{messages.session.password}</th>
              <th scope="col">{words.link}</th>
            </tr>
          </thead>
          <tbody>
            {people.map(({ id, name, role, library, createdAt, passwordHash }) => (
              <tr key={id} id={`person-${id}`}>
                <th scope="row">{name}</th>
                <td data-label={words.role}>{words.roles[role]}</td>
                <td data-label={messages.document.fields.library}>
                  {id === moving ? (
                    <PersonLibraryForm frame={frame} libraries={libraries} person={{ id, name, role, library }} />
                  ) : (
                    <>
                      {library === null ? words.noLibrary : libraryName(libraries, library)}{' '}
                      <a href={`/people?moving=${id}#person-${id}`}>
                        {words.changeLibrary}
                        <span class="visually-hidden">: {name}</span>
                      </a>
                    </>
                  )}
                </td>
                <td data-label={words.since}>{write.day(createdAt)}</td>
                <td>{passwordHash === null ? words.noPassword : words.hasPassword}</td>
                <td>
                  <PostButton frame={frame} action={`/people/${id}/link`} label={words.newLink} about={name} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <section aria-labelledby="add">
        <h2 id="add">{words.add}</h2>
        <form class="narrow" method="post" action="/people">
          <input type="hidden" name={CSRF_FIELD} value={visitor.csrfToken} />
          <Field name="name" label={messages.session.name} required={messages.required} maxLength={200} />
          <div class="field">
            <label for="role">{words.role}</label>
            <select id="role" name="role">
              <option value="member">{words.roles.member}</option>
              <option value="archivist" selected>
                {words.roles.archivist}
              </option>
              <option value="admin">{words.roles.admin}</option>
            </select>
          </div>
          <Choice
            name="library"
            label={words.library}
            choices={libraryChoices(frame, libraries)}
            help={words.libraryHint}
          />
          <button type="submit">{words.addButton}</button>
        </form>
      </section>
    </Layout>
  );
}
