import type { Catalogue } from '@diachi/ports';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { answerForm } from './answer-form.ts';
import { sessionAnswer, signedInAnswer } from './answers/person-answer.ts';
import { askingRoute } from './asking-route.ts';
import { limitRate, type RateLimit, senderOf } from './limit-rate.ts';
import type { Route } from './route.ts';
import { checkPassword, endSession, openSession, type SessionTools, setPasswordByLink } from './sessions.ts';

export type AccountTools = Omit<SessionTools, 'people'> & {
  readonly catalogue: Pick<Catalogue, 'people' | 'audit'>;
};

const QUARTER_HOUR_MS = 15 * 60_000;
const signIn = z.object({ name: z.string().max(200), password: z.string().max(1_000) });
const welcome = z.object({ password: z.string().max(1_000) });

/** Signing in and out, and one-time links. */
export function accountRoutes({ catalogue, clock, sessionDays }: AccountTools): readonly Route[] {
  const { people, audit } = catalogue;
  const tools: SessionTools = { people, clock, sessionDays };
  const note = (who: string, what: string, details: Record<string, unknown> = {}) =>
    audit.note({ at: clock().toISOString(), who, what, documentId: null, details });
  // By the name alone, anybody on the network could keep the administrator out.
  const limitByName = limiter({ limit: 10, windowMs: QUARTER_HOUR_MS, onlyFailed: true, key: nameAndSender });
  const limitByAddress = limiter({ limit: 50, windowMs: QUARTER_HOUR_MS, onlyFailed: true });

  return [
    {
      method: 'get',
      path: '/api/session',
      role: 'reader',
      summary: 'Who is asking: {name, role, library, csrfToken}',
      answers: { body: sessionAnswer },
      handle: (_request, response, { name, role, library, csrfToken }) => {
        response.set('Cache-Control', 'no-store').json({ name, role, library, csrfToken });
      },
    },
    askingRoute({
      method: 'post',
      path: '/api/session',
      role: 'reader',
      refusesTokens: true,
      summary: 'Signs in with {name, password}',
      body: 'json-or-form',
      asks: { body: signIn },
      answers: { body: signedInAnswer },
      handle: async ({ body: { name, password } }, request, response) => {
        await limitByAddress(request, response);
        await limitByName(request, response);
        const person = await checkPassword(tools, name, password);
        await openSession(tools, request, response, person);
        await note(person.name, 'session.opened');
        answerForm(request, response, { name: person.name, role: person.role });
      },
    }),
    ...signOutRoutes(tools),
    askingRoute({
      method: 'post',
      path: '/api/welcome/:token',
      role: 'reader',
      refusesTokens: true,
      summary: 'Uses a one-time link up: sets {password} and signs in',
      body: 'json-or-form',
      asks: { path: z.object({ token: z.string() }), body: welcome },
      answers: { body: signedInAnswer },
      handle: async ({ path: { token }, body: { password } }, request, response) => {
        await limitByAddress(request, response);
        const person = await setPasswordByLink(tools, token, password);
        await openSession(tools, request, response, person);
        await note(person.name, 'password.set');
        answerForm(request, response, { name: person.name, role: person.role });
      },
    }),
  ];
}

function signOutRoutes(tools: SessionTools): readonly Route[] {
  const end: Route['handle'] = async (request, response) => {
    await endSession(tools, request, response);
    answerForm(request, response);
  };
  return [
    {
      method: 'delete',
      path: '/api/session',
      role: 'reader',
      summary: 'Signs out',
      answers: { status: 204, body: null },
      handle: end,
    },
    {
      method: 'post',
      path: '/api/session/end',
      role: 'reader',
      summary: 'Signs out, for a form without script',
      body: 'form',
      handle: end,
    },
  ];
}

const nameAndSender = (request: Request) => {
  const name = (request.body as { name?: unknown } | undefined)?.name;
  const written = typeof name === 'string' ? name.normalize('NFC').trim().toLowerCase().slice(0, 200) : '';
  return `${senderOf(request)} ${written}`;
};

function limiter(rate: RateLimit): (request: Request, response: Response) => Promise<void> {
  const limit = limitRate(rate);
  return (request, response) =>
    new Promise((resolve, reject) => {
      limit(request, response, (thrown?: unknown) => (thrown ? reject(thrown) : resolve()));
    });
}
