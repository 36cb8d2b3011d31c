import { addPerson, type InviteTools, linkPerson } from './invite-person.ts';
import type { Route } from './route.ts';

/** Who may sign in, adding somebody, and a new link for who has lost their password. */
export const peopleRoutes = (tools: InviteTools): readonly Route[] => [
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
    summary: 'Adds {name, role, library} and answers with a one-time link for them',
    body: 'json-or-form',
    handle: async (request, response, visitor) => {
      response.status(201).json(await addPerson(tools, request, visitor));
    },
  },
  {
    method: 'post',
    path: '/api/people/:id/link',
    role: 'admin',
    summary: 'Answers with a new one-time link for somebody, who keeps their password until they use it',
    handle: async (request, response, visitor) => {
      response.status(201).json(await linkPerson(tools, request, visitor));
    },
  },
];
