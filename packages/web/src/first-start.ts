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

export type AdministratorLink = { readonly name: string; readonly link: string };

/** A new one-time link for the administrator, as long as no administrator can sign in otherwise. It is kept nowhere, and those made before work no more. */
export async function administratorLink(
  { people }: Pick<Catalogue, 'people'>,
  baseUrl: string,
): Promise<AdministratorLink | null> {
  const administrators = (await people.all()).filter(({ role }) => role === 'admin');
  const [first] = administrators;
  if (!first || administrators.some(({ passwordHash }) => passwordHash !== null)) return null;
  await people.forgetSignInLinks(first.id);
  return { name: first.name, link: await createSignInLink(people, first.id, baseUrl) };
}

/** Tells that link, where several processes begin: one after the other, so that the one told last is the one that works. */
export const tellAdministratorLink = (
  { people, locks }: Pick<Catalogue, 'people' | 'locks'>,
  baseUrl: string,
  tell: (link: AdministratorLink) => void,
): Promise<void> =>
  locks.inOrder('administrator-link', async () => {
    const link = await administratorLink({ people }, baseUrl);
    if (link) tell(link);
  });
