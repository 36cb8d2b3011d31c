import { z } from 'zod';
import { invitationAnswer, personAnswer } from './answers/person-answer.ts';
import { askingRoute } from './asking-route.ts';
import { addPerson, askedPerson, type InviteTools, linkPerson } from './invite-person.ts';
import type { Route } from './route.ts';

/** Who may sign in, adding somebody, and a new link for who has lost their password. */
export const peopleRoutes = (tools: InviteTools): readonly Route[] => [
  {
    method: 'get',
    path: '/api/people',
    role: 'admin',
    summary: 'Everyone who may sign in',
    answers: { body: z.array(personAnswer) },
    handle: async (_request, response) => {
      const all = await tools.catalogue.people.all();
      response.json(all.map(({ passwordHash, ...person }) => ({ ...person, hasPassword: passwordHash !== null })));
    },
  },
  askingRoute({
    method: 'post',
    path: '/api/people',
    role: 'admin',
    summary: 'Adds {name, role, library} and answers with a one-time link for them',
    body: 'json-or-form',
    refusesTokens: true,
    asks: { body: askedPerson },
    answers: { status: 201, body: invitationAnswer },
    handle: async (_asked, request, response, visitor) => {
      response.status(201).json(await addPerson(tools, request, visitor));
    },
  }),
  askingRoute({
    method: 'post',
    path: '/api/people/:id/link',
    role: 'admin',
    summary: 'Answers with a new one-time link for somebody, who keeps their password until they use it',
    body: 'json-or-form',
    refusesTokens: true,
    asks: { path: z.object({ id: z.string().describe('The number of a person.') }) },
    answers: { status: 201, body: invitationAnswer },
    handle: async (_asked, request, response, visitor) => {
      response.status(201).json(await linkPerson(tools, request, visitor));
    },
  }),
];
