import type { Library } from '@diachi/domain';
import type { Person } from '@diachi/ports';
import { CSRF_FIELD } from '@diachi/web';
import type { Frame } from '../frame.ts';
import { libraryChoices } from './library-choices.ts';

export type PersonLibraryFormProps = {
  readonly frame: Frame;
  readonly libraries: readonly Library[];
  readonly person: Pick<Person, 'id' | 'name' | 'role' | 'library'>;
};

/** Where an administrator chooses the library somebody belongs to. */
export function PersonLibraryForm({ frame, libraries, person }: PersonLibraryFormProps) {
  const { people: words } = frame.messages;
  // Who is a member is a member somewhere.
  const choices = libraryChoices(frame, libraries).filter(({ value }) => value !== '' || person.role !== 'member');
  return (
    <form class="narrow" method="post" action={`/people/${person.id}/library`}>
      <input type="hidden" name={CSRF_FIELD} value={frame.visitor.csrfToken} />
      <div class="field">
        <label for="library-now">{words.changeLibraryOf(person.name)}</label>
        <select id="library-now" name="library">
          {choices.map(({ value, label }) => (
            <option key={value} value={value} selected={value === (person.library ?? '')}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <button type="submit">{words.saveLibrary}</button> <a href="/people">{words.keepLibrary}</a>
    </form>
  );
}
