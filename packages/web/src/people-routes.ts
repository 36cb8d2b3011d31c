import type { Person } from '@diachi/ports';
import { z } from 'zod';
import { invitationAnswer, personAnswer } from './answers/person-answer.ts';
import { askingRoute } from './asking-route.ts';
import { askedLibrary, changePersonLibrary } from './change-person-library.ts';
import { addPerson, askedPerson, type InviteTools, linkPerson } from './invite-person.ts';
import type { Route } from './route.ts';

const personPath = z.object({ id: z.string().describe('The number of a person.') });

const told = ({ passwordHash, ...person }: Person) => ({ ...person, hasPassword: passwordHash !== null });

/** Who may sign in, adding somebody, changing their library, and a new link for who has lost their password. */
export const peopleRoutes = (tools: InviteTools): readonly Route[] => [
  {
    method: 'get',
    path: '/api/people',
    role: 'admin',
    summary: 'Everyone who may sign in',
    answers: { body: z.array(personAnswer) },
    handle: async (_request, response) => {
      response.json((await tools.catalogue.people.all()).map(told));
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
    asks: { path: personPath },
    answers: { status: 201, body: invitationAnswer },
    handle: async (_asked, request, response, visitor) => {
      response.status(201).json(await linkPerson(tools, request, visitor));
    },
  }),
  askingRoute({
    method: 'post',
    path: '/api/people/:id/library',
    role: 'admin',
    summary: 'Has somebody belong to another library, as {library}, in the sessions and with the tokens they have',
    body: 'json-or-form',
    refusesTokens: true,
    asks: { path: personPath, body: askedLibrary },
    answers: { body: personAnswer },
    handle: async (_asked, request, response, visitor) => {
      response.json(told(await changePersonLibrary(tools, request, visitor)));
    },
  }),
];
