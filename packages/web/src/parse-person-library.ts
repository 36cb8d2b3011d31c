import { Failure, type LibraryCode } from '@diachi/domain';
import type { Catalogue, Person } from '@diachi/ports';

/** The library somebody in this role is to belong to, as it was written; null where nothing was. Fails with `person.bad-library`. */
export async function parsePersonLibrary(
  catalogue: Pick<Catalogue, 'libraries'>,
  role: Person['role'],
  written: unknown,
): Promise<LibraryCode | null> {
  if (written === undefined || written === null || written === '') {
    // What a member may read is what is for members of their library.
    if (role === 'member') throw badLibrary();
    return null;
  }
  const library = (await catalogue.libraries()).find(({ code }) => code === written);
  if (!library) throw badLibrary();
  return library.code;
}

const badLibrary = () =>
  new Failure('invalid', 'person.bad-library', 'A member is a member of one of the libraries; name it by its code.');
