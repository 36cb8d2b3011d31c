import { Failure, isFailure, mayActAs } from '@diachi/domain';
import type { AccessToken } from '@diachi/ports';
import type { Express, Request, Response } from 'express';
import { sessionNeeded } from './access-tokens.ts';
import { checkCsrfToken, checkOrigin } from './check-forgery.ts';
import { type IdentifyTools, identify } from './identify.ts';
import type { LimitPrograms } from './limit-programs.ts';
import { limitRate } from './limit-rate.ts';
import { closeWhatIsPrivate, openToOtherSites } from './open-to-other-sites.ts';
import { bodyReader } from './read-body.ts';
import type { Route } from './route.ts';
import { isForPeopleOnly, scopesFor } from './token-scopes.ts';
import { rememberVisitor, type Visitor } from './visitor.ts';

/** Puts one route into the app: who asks, may they, is it really them, then the handler. */
export function mountRoute(
  app: Express,
  tools: IdentifyTools & { readonly limitPrograms: LimitPrograms },
  route: Route,
): void {
  const readBody = bodyReader(route);
  const answer = async (request: Request, response: Response) => {
    checkOrigin(request);
    const identified = await identify(tools, request).catch(async (thrown: unknown) => {
      if (isFailure(thrown) && thrown.code === 'access.bad-token') {
        await tools.limitPrograms(route, 'refused', request, response);
      }
      throw thrown;
    });
    const { visitor, hasSession, token } = identified;
    rememberVisitor(response, visitor);
    if (route.isOpenToOtherSites) closeWhatIsPrivate(response, visitor);
    await tools.limitPrograms(route, identified, request, response);
    if (token) checkScopes(route, request, token);
    if (!mayActAs(visitor.role, route.role)) throw refusal(visitor.name !== null);
    const kept = defaultKeeping(visitor);
    if (kept) response.set('Cache-Control', kept);

    // Express sends everything to who asks with no-cache, as every fetch does that names what it has. It is answered as new either way (RFC 9110, 13.1.2).
    if (request.headers['if-none-match'] !== undefined) delete request.headers['cache-control'];
    await readBody(request, response);
    if (hasSession) checkCsrfToken(request, visitor);
    await route.handle(request, response, visitor);
  };

  if (route.isOpenToOtherSites) app[route.method](route.path, openToOtherSites);
  const perMinute = route.limits?.perMinute;
  if (perMinute) app[route.method](route.path, limitRate({ limit: perMinute, windowMs: 60_000 }), answer);
  else app[route.method](route.path, answer);
}

/** Fails with `access.session-needed` where no token is good enough, and with `access.scope-needed`, which is named. */
function checkScopes(route: Route, request: Request, { scopes }: AccessToken): void {
  if (isForPeopleOnly(route)) throw sessionNeeded();
  const scope = scopesFor(route, request.method).find((one) => !scopes.includes(one));
  if (scope === undefined) return;
  throw new Failure('invalid', 'access.scope-needed', `This access token lacks the scope ${scope}.`, {
    details: { scope },
  });
}

/**
 * `Cache-Control` of an answer that says nothing else. What a member or a reading room is shown is not for the next one at the same
 * computer. Who works here comes back to forms they have half filled in.
 */
function defaultKeeping({ role, library }: Visitor): string | null {
  if (mayActAs(role, 'archivist')) return 'private, no-cache';
  return role === 'reader' && library === null ? null : 'private, no-store';
}

const refusal = (isSignedIn: boolean) =>
  isSignedIn
    ? new Failure('invalid', 'access.not-allowed', 'You may not do this. Ask an administrator.')
    : new Failure('invalid', 'access.sign-in-needed', 'Sign in to do this.');
