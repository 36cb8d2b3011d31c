import type { Catalogue, Person } from '@diachi/ports';
import type { Request } from 'express';
import { z } from 'zod';
import { namedPerson } from './named-person.ts';
import { parseInput } from './parse-input.ts';
import { parsePersonLibrary } from './parse-person-library.ts';
import type { Visitor } from './visitor.ts';

export type ChangePersonTools = {
  readonly catalogue: Pick<Catalogue, 'people' | 'audit' | 'libraries'>;
  readonly clock: () => Date;
};

/** What is sent to change somebody's library. It has to be said: what is left out would open or close a library's documents. */
export const askedLibrary = z.object({
  library: z
    .string()
    .nullable()
    .describe('The code of the library where they are a member, or work; null, or empty, for none in particular.'),
});

/**
 * Has the person whose number is `id` in the address belong to the library a body names as {library}, and notes from which to which; where
 * they do already, nothing is done. Fails with `input.bad-form`, `person.missing` and `person.bad-library`.
 */
export async function changePersonLibrary(
  { catalogue, clock }: ChangePersonTools,
  request: Request,
  visitor: Visitor,
): Promise<Person> {
  const { library: written } = parseInput(askedLibrary, request.body ?? {});
  const person = await namedPerson(catalogue, request);
  const { id, name, role, library: from } = person;
  const library = await parsePersonLibrary(catalogue, role, written);
  if (library === from) return person;
  const changed = await catalogue.people.setLibrary(id, library);
  await catalogue.audit.note({
    at: clock().toISOString(),
    who: visitor.name ?? 'operator',
    what: 'person.library-changed',
    documentId: null,
    details: { name, role, from, library },
  });
  return changed;
}
