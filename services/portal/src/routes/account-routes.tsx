import type { Route } from '@diachi/web';
import { findSignInLink, localAddress, pathParameter } from '@diachi/web';
import { pageRoute } from '../page-route.ts';
import { SignInPage } from '../pages/sign-in-page.tsx';
import { WelcomePage } from '../pages/welcome-page.tsx';
import type { PortalTools } from '../portal-tools.ts';

/** Signing in, and one-time links. */
export const accountRoutes = (tools: PortalTools): readonly Route[] => [
  pageRoute(tools, {
    path: '/sign-in',
    role: 'reader',
    summary: 'Where people who work with the library sign in',
    show: async (frame, request) => {
      const next = localAddress(request.query['next']);
      return frame.visitor.name === null ? <SignInPage frame={frame} next={next} problem={null} /> : { goTo: next };
    },
  }),
  pageRoute(tools, {
    path: '/welcome/:token',
    role: 'reader',
    summary: 'Where a one-time link leads',
    show: async (frame, request) => {
      const { catalogue, clock = () => new Date() } = tools;
      const token = pathParameter(request, 'token');
      const person = await findSignInLink(catalogue.people, token, clock());
      return <WelcomePage frame={frame} token={token} person={person} problem={null} />;
    },
  }),
];
