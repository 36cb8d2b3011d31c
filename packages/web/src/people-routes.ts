import type { Catalogue } from '@diachi/ports';
import { z } from 'zod';
import { parseInput } from './parse-input.ts';
import type { Route } from './route.ts';
import { createSignInLink } from './sign-in-link.ts';

export type PeopleTools = {
  readonly catalogue: Pick<Catalogue, 'people' | 'audit'>;
  readonly clock: () => Date;
};

const newPerson = z.object({ name: z.string().trim().min(1).max(200), role: z.enum(['archivist', 'admin']) });

/** Who may sign in, and adding somebody. */
export const peopleRoutes = ({ catalogue: { people, audit }, clock }: PeopleTools): readonly Route[] => [
  {
    method: 'get',
    path: '/api/people',
    role: 'admin',
    summary: 'Everyone who may sign in',
    handle: async (_request, response) => {
      const all = await people.all();
      response.json(all.map(({ passwordHash, ...person }) => ({ ...person, hasPassword: passwordHash !== null })));
    },
  },
  {
    method: 'post',
    path: '/api/people',
    role: 'admin',
    summary: 'Adds {name, role} and answers with a one-time link for them',
    body: 'json-or-form',
    handle: async (request, response, visitor) => {
      const { name, role } = parseInput(newPerson, request.body);
      const person = await people.add({ name: name.normalize('NFC'), role });
      const details = { name: person.name, role };
      const who = visitor.name ?? 'system';
      await audit.note({ at: clock().toISOString(), who, what: 'person.added', documentId: null, details });

      const link = await createSignInLink(people, person.id, `${request.protocol}://${request.host}`, clock());
      response.status(201).json({ id: person.id, name: person.name, role: person.role, link });
    },
  },
];
