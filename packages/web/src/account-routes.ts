import type { Catalogue } from '@diachi/ports';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { answerForm } from './answer-form.ts';
import { limitRate, type RateLimit, senderOf } from './limit-rate.ts';
import { parseInput } from './parse-input.ts';
import { pathParameter } from './path-parameter.ts';
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

  const end: Route['handle'] = async (request, response) => {
    await endSession(tools, request, response);
    answerForm(request, response);
  };

  return [
    {
      method: 'get',
      path: '/api/session',
      role: 'reader',
      summary: 'Who is asking: {name, role, library, csrfToken}',
      handle: (_request, response, { name, role, library, csrfToken }) => {
        response.set('Cache-Control', 'no-store').json({ name, role, library, csrfToken });
      },
    },
    {
      method: 'post',
      path: '/api/session',
      role: 'reader',
      summary: 'Signs in with {name, password}',
      body: 'json-or-form',
      handle: async (request, response) => {
        await limitByAddress(request, response);
        await limitByName(request, response);
        const { name, password } = parseInput(signIn, request.body);
        const person = await checkPassword(tools, name, password);
        await openSession(tools, request, response, person);
        await note(person.name, 'session.opened');
        answerForm(request, response, { name: person.name, role: person.role });
      },
    },
    { method: 'delete', path: '/api/session', role: 'reader', summary: 'Signs out', handle: end },
    {
      method: 'post',
      path: '/api/session/end',
      role: 'reader',
      summary: 'Signs out, for a form without script',
      body: 'form',
      handle: end,
    },
    {
      method: 'post',
      path: '/api/welcome/:token',
      role: 'reader',
      summary: 'Uses a one-time link up: sets {password} and signs in',
      body: 'json-or-form',
      handle: async (request, response) => {
        await limitByAddress(request, response);
        const { password } = parseInput(welcome, request.body);
        const person = await setPasswordByLink(tools, pathParameter(request, 'token'), password);
        await openSession(tools, request, response, person);
        await note(person.name, 'password.set');
        answerForm(request, response, { name: person.name, role: person.role });
      },
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
