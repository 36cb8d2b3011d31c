import { isFailure, type Library } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { createSignInLink } from './sign-in-link.ts';

const ADMINISTRATOR = 'admin';

/** What a library cannot do without: a member library that documents belong to, and an administrator. Doing it again changes nothing, nor do several processes at once. */
export async function provideFirstThings(
  catalogue: Pick<Catalogue, 'people' | 'libraries' | 'putLibrary'>,
  library: Library,
): Promise<void> {
  const libraries = await catalogue.libraries();
  if (!libraries.some(({ code }) => code === library.code)) await catalogue.putLibrary(library);
  if (await hasAdministrator(catalogue)) return;
  try {
    await catalogue.people.add({ name: ADMINISTRATOR, role: 'admin' });
  } catch (thrown) {
    const isTaken = isFailure(thrown) && thrown.code === 'person.name-taken';
    // Another process may just have added the same.
    if (!isTaken || !(await hasAdministrator(catalogue))) throw thrown;
  }
}

const hasAdministrator = async ({ people }: Pick<Catalogue, 'people'>) =>
  (await people.all()).some(({ role }) => role === 'admin');

/** A new one-time link for the administrator, as long as no administrator can sign in otherwise. It is kept nowhere. */
export async function administratorLink(
  { people }: Pick<Catalogue, 'people'>,
  baseUrl: string,
): Promise<{ readonly name: string; readonly link: string } | null> {
  const administrators = (await people.all()).filter(({ role }) => role === 'admin');
  const [first] = administrators;
  if (!first || administrators.some(({ passwordHash }) => passwordHash !== null)) return null;
  return { name: first.name, link: await createSignInLink(people, first.id, baseUrl) };
}
