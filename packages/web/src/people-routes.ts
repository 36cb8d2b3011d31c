import { Failure } from '@diachi/domain';
import type { Catalogue, Person } from '@diachi/ports';
import type { Request } from 'express';
import { z } from 'zod';
import { parseInput } from './parse-input.ts';
import { pathParameter } from './path-parameter.ts';
import type { Route } from './route.ts';
import { createSignInLink } from './sign-in-link.ts';
import type { Visitor } from './visitor.ts';

export type PeopleTools = {
  readonly catalogue: Pick<Catalogue, 'people' | 'audit'>;
  readonly clock: () => Date;
};

const newPerson = z.object({ name: z.string().trim().min(1).max(200), role: z.enum(['archivist', 'admin']) });

/** Who may sign in, adding somebody, and a new link for who has lost their password. */
export const peopleRoutes = (tools: PeopleTools): readonly Route[] => [
  {
    method: 'get',
    path: '/api/people',
    role: 'admin',
    summary: 'Everyone who may sign in',
    handle: async (_request, response) => {
      const all = await tools.catalogue.people.all();
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
      const person = await tools.catalogue.people.add({ name: name.normalize('NFC'), role });
      response.status(201).json(await withLink(tools, request, visitor, person, 'person.added'));
    },
  },
  {
    method: 'post',
    path: '/api/people/:id/link',
    role: 'admin',
    summary: 'Answers with a new one-time link for somebody, who keeps their password until they use it',
    handle: async (request, response, visitor) => {
      const id = pathParameter(request, 'id');
      const person = (await tools.catalogue.people.all()).find((one) => String(one.id) === id);
      if (!person) throw new Failure('missing', 'person.missing', `Nobody has the number ${id}.`, { details: { id } });
      response.status(201).json(await withLink(tools, request, visitor, person, 'person.link-made'));
    },
  },
];

async function withLink(
  { catalogue: { people, audit }, clock }: PeopleTools,
  request: Request,
  visitor: Visitor,
  { id, name, role }: Person,
  what: 'person.added' | 'person.link-made',
) {
  const now = clock();
  const who = visitor.name ?? 'operator';
  await audit.note({ at: now.toISOString(), who, what, documentId: null, details: { name, role } });
  return { id, name, role, link: await createSignInLink(people, id, `${request.protocol}://${request.host}`, now) };
}
