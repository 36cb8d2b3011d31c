import { Failure, isFailure, noteFailure, TOKEN_SCOPES } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import {
  grantableScopes,
  makeAccessToken,
  pathParameter,
  type Route,
  revokeAccessToken,
  type Visitor,
} from '@diachi/web';
import type { Response } from 'express';
import { openFrame } from '../frame.ts';
import { pageRoute, sendPage } from '../page-route.ts';
import { TokensPage, type TokensPageProps } from '../pages/tokens-page.tsx';
import type { PortalTools } from '../portal-tools.ts';

/** The access tokens of whoever is signed in. A token is made in answer to a form and stands in that answer only. */
export function tokenRoutes({ catalogue, assets, clock = () => new Date() }: PortalTools): readonly Route[] {
  const tools = { catalogue, assets, clock };
  const shownTo = async ({ personId, role }: Visitor) => {
    // The operator is no person, and has a token already.
    if (personId === null) throw new Failure('invalid', 'access.session-needed', 'Sign in with a browser.');
    const tokens = await catalogue.people.tokens.of(personId);
    return { tokens, scopes: grantableScopes(role), now: clock().toISOString() };
  };
  const answer = async (
    response: Response,
    visitor: Visitor,
    shown: Pick<TokensPageProps, 'made' | 'problem'>,
  ): Promise<void> => {
    const frame = await openFrame(tools, visitor, '/tokens');
    response.set('Cache-Control', 'no-store');
    sendPage(response, <TokensPage frame={frame} {...(await shownTo(visitor))} {...shown} />);
  };

  return [
    pageRoute(tools, {
      path: '/tokens',
      role: 'member',
      summary: 'The access tokens of whoever looks',
      refusesTokens: true,
      show: async (frame) => (
        <TokensPage frame={frame} {...(await shownTo(frame.visitor))} made={null} problem={null} />
      ),
    }),
    {
      method: 'post',
      path: '/tokens',
      role: 'member',
      summary: 'Makes an access token from a form and shows it',
      body: 'form',
      refusesTokens: true,
      handle: async (request, response, visitor) => {
        try {
          const { token, written } = await makeAccessToken(tools, visitor, askedToken(request.body));
          await answer(response, visitor, { made: { name: token.name, written }, problem: null });
        } catch (thrown) {
          if (!isFailure(thrown) || !thrown.code.startsWith('token.')) throw thrown;
          response.status(thrown.kind === 'conflict' ? 409 : 400);
          await answer(response, visitor, { made: null, problem: failureText(noteFailure(thrown), visitor.language) });
        }
      },
    },
    {
      method: 'post',
      path: '/tokens/:id/revoke',
      role: 'member',
      summary: 'Ends an access token of whoever asks',
      body: 'form',
      refusesTokens: true,
      handle: async (request, response, visitor) => {
        await revokeAccessToken(tools, visitor, pathParameter(request, 'id'));
        response.redirect(303, '/tokens');
      },
    },
  ];
}

/** Every token reads; whatever else it may do is ticked. */
function askedToken(raw: unknown): Parameters<typeof makeAccessToken>[2] {
  const { name, days, ...ticked } = (raw ?? {}) as Readonly<Record<string, unknown>>;
  return {
    name: typeof name === 'string' ? name : '',
    scopes: TOKEN_SCOPES.filter((scope) => scope === 'read' || ticked[scope] === 'yes'),
    days: typeof days === 'string' && /^\d{1,4}$/.test(days) ? Number(days) : 0,
  };
}
