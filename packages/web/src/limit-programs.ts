import { Failure } from '@diachi/domain';
import type { Request, Response } from 'express';
import type { Identified } from './identify.ts';
import { limitRate, senderOf } from './limit-rate.ts';
import type { Route } from './route.ts';

/** Requests in a minute for addresses that programs ask; 0 for as many as they like. */
export type ProgramLimits = {
  /** From one address of the network, of whoever is not known. */
  readonly perAddress: number;
  /** With one access token, or of one person who signed in. */
  readonly perToken: number;
};

/**
 * Lets a request pass, or fails with `access.too-many-requests`; answers say how many are left, and when to come back. Who sends a token that
 * is none is `refused`: counted by their address wherever they ask, for they may be guessing.
 */
export type LimitPrograms = (
  route: Route,
  identified: Identified | 'refused',
  request: Request,
  response: Response,
) => Promise<void>;

const WINDOW_S = 60;

/** Counted in memory, by each process for itself. The operator is never limited: that is us. */
export function createLimitPrograms({ perAddress, perToken }: ProgramLimits): LimitPrograms {
  const known = new WeakMap<Request, string>();
  const window = { windowMs: WINDOW_S * 1_000, refuse: tooMany };
  const byAddress = limitRate({ ...window, limit: perAddress });
  const byWhom = limitRate({ ...window, limit: perToken, key: (request) => known.get(request) ?? senderOf(request) });

  return async (route, identified, request, response) => {
    const isRefused = identified === 'refused';
    if (!isRefused && (identified.visitor.role === 'operator' || !isForPrograms(route.path))) return;
    const whom = isRefused ? null : nameOf(identified);
    if ((whom === null ? perAddress : perToken) === 0) return;
    if (whom !== null) known.set(request, whom);
    const limit = whom === null ? byAddress : byWhom;
    await new Promise<void>((resolve, reject) => {
      void limit(request, response, (thrown?: unknown) => (thrown ? reject(thrown) : resolve()));
    });
  };
}

const nameOf = ({ visitor: { personId }, token }: Identified): string | null => {
  if (token) return `token ${token.personId} ${token.id}`;
  return personId === null ? null : `person ${personId}`;
};

/** What pages are made of comes in dozens at a time, and is not counted: pictures, tiles, and what a page itself is. */
const isForPrograms = (path: string): boolean =>
  /^\/(api|oai|sru|files|feeds|sitemaps?|iiif)(\/|\.|$)/.test(path) &&
  !/^\/(iiif\/image\/|files\/:id\/r:revision\/)/.test(path);

const tooMany = (request: Request) => {
  const { resetTime } = (request as { readonly rateLimit?: { readonly resetTime?: Date } }).rateLimit ?? {};
  const seconds = resetTime ? Math.max(1, Math.ceil((resetTime.getTime() - Date.now()) / 1_000)) : WINDOW_S;
  return new Failure('unavailable', 'access.too-many-requests', `Too many requests. Wait ${seconds} seconds.`, {
    details: { seconds },
  });
};
