import { Failure } from '@diachi/domain';
import type { Catalogue, Person } from '@diachi/ports';
import type { Request } from 'express';
import { z } from 'zod';
import { namedPerson } from './named-person.ts';
import { parseInput } from './parse-input.ts';
import { parsePersonLibrary } from './parse-person-library.ts';
import { createSignInLink } from './sign-in-link.ts';
import type { Visitor } from './visitor.ts';

export type InviteTools = {
  readonly catalogue: Pick<Catalogue, 'people' | 'audit' | 'libraries'>;
  readonly clock: () => Date;
};

/** Somebody, and the one-time link that was just made for them and is kept nowhere. */
export type Invitation = Pick<Person, 'id' | 'name' | 'role' | 'library'> & { readonly link: string };

const MAX_NAME = 200;

/** What is sent of somebody new. What is missing fails by name in `addPerson`, on a form as well. */
export const askedPerson = z.object({
  name: z.string().catch('').describe('What they sign in with: a name, or an e-mail address.'),
  role: z.string().catch('').describe('member, archivist or admin'),
  library: z.string().nullish().describe('The code of the library where they are a member, or work.'),
});

/**
 * Adds the person a body names as {name, role, library}. Fails with `person.bad-name`, `person.bad-role`, `person.bad-library`, and as the
 * catalogue does when the name is taken.
 */
export async function addPerson(tools: InviteTools, request: Request, visitor: Visitor): Promise<Invitation> {
  const { library, ...wanted } = parsePerson(request.body);
  const where = await parsePersonLibrary(tools.catalogue, wanted.role, library);
  const person = await tools.catalogue.people.add({ ...wanted, library: where });
  return invite(tools, request, visitor, person, 'person.added');
}

/** Makes a new link for the person whose number is `id` in the address. Fails with `person.missing`. */
export async function linkPerson(tools: InviteTools, request: Request, visitor: Visitor): Promise<Invitation> {
  return invite(tools, request, visitor, await namedPerson(tools.catalogue, request), 'person.link-made');
}

async function invite(
  { catalogue: { people, audit }, clock }: InviteTools,
  request: Request,
  visitor: Visitor,
  { id, name, role, library }: Person,
  what: 'person.added' | 'person.link-made',
): Promise<Invitation> {
  const now = clock();
  const who = visitor.name ?? 'operator';
  await audit.note({ at: now.toISOString(), who, what, documentId: null, details: { name, role, library } });
  return {
    id,
    name,
    role,
    library,
    link: await createSignInLink(people, id, `${request.protocol}://${request.host}`, now),
  };
}

function parsePerson(raw: unknown): Pick<Person, 'name' | 'role'> & { readonly library: unknown } {
  const { name, role, library } = parseInput(askedPerson, raw ?? {});
  const written = name.normalize('NFC').trim();
  if (written === '' || written.length > MAX_NAME) {
    throw new Failure('invalid', 'person.bad-name', `A name has 1 to ${MAX_NAME} characters.`);
  }
  if (role !== 'member' && role !== 'archivist' && role !== 'admin') {
    throw new Failure('invalid', 'person.bad-role', 'Somebody is a member, an archivist or an admin.');
  }
  return { name: written, role, library };
}
