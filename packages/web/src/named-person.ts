import { Failure } from '@diachi/domain';
import type { Catalogue, Person } from '@diachi/ports';
import type { Request } from 'express';
import { pathParameter } from './path-parameter.ts';

/** The person whose number is `id` in the address. Fails with `person.missing`. */
export async function namedPerson({ people }: Pick<Catalogue, 'people'>, request: Request): Promise<Person> {
  const id = pathParameter(request, 'id');
  const person = (await people.all()).find((one) => String(one.id) === id);
  if (person) return person;
  throw new Failure('missing', 'person.missing', `Nobody has the number ${id}.`, { details: { id } });
}
