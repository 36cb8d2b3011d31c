import { failureText, parseLanguageTag } from '@diachi/messages';
import { type FailurePages, findSignInLink, localAddress, type Visitor } from '@diachi/web';
import type { Request } from 'express';
import { createFrame, type Frame } from './frame.ts';
import { sendPage } from './page-route.ts';
import { FailurePage } from './pages/failure-page.tsx';
import { LibrariesPage } from './pages/libraries-page.tsx';
import { SignInPage } from './pages/sign-in-page.tsx';
import { WelcomePage } from './pages/welcome-page.tsx';
import type { PortalTools } from './portal-tools.ts';

const nobody: Visitor = { role: 'reader', name: null, personId: null, csrfToken: '', language: 'vi' };

/** Shows people what failed and what to do: on the form they came from where that is a sign-in, otherwise on a page of its own. */
export function failureRenderer({
  assets,
  catalogue,
  reading,
  clock = () => new Date(),
}: PortalTools): FailurePages['renderFailure'] {
  return async ({ note, status }, request, response, known) => {
    const visitor = known ?? nobody;
    const language = parseLanguageTag(request.query['lang']) ?? visitor.language;
    const frame = createFrame({ ...visitor, language }, addressOf(request), assets);
    const problem = failureText(note, language);

    if (request.method === 'POST' && request.path === '/api/session' && status < 500) {
      const next = localAddress(bodyOf(request)['next']);
      sendPage(response, <SignInPage frame={frame} next={next} problem={problem} />);
      return;
    }
    const token =
      request.method === 'POST' && status < 500 ? /^\/api\/welcome\/([^/]+)$/.exec(request.path)?.[1] : undefined;
    if (token !== undefined) {
      const person = await findSignInLink(catalogue.people, decodeURIComponent(token), clock());
      sendPage(response, <WelcomePage frame={frame} token={token} person={person} problem={problem} />);
      return;
    }
    if (request.method === 'POST' && request.path === '/api/libraries' && note.code.startsWith('library.')) {
      const { code, name } = bodyOf(request);
      const refused = { code: String(code ?? ''), name: String(name ?? ''), problem };
      const libraries = await reading.libraries();
      const here = createFrame({ ...visitor, language }, '/libraries', assets);
      sendPage(response, <LibrariesPage frame={here} libraries={libraries} refused={refused} />);
      return;
    }
    sendPage(response, <FailurePage frame={frame} note={note} status={status} />);
  };
}

// The address of a form's answer is not one to come back to, and neither is one that could not be read.
function addressOf({ method, originalUrl }: Request): Frame['address'] {
  return method === 'GET' ? localAddress(originalUrl) : '/';
}

const bodyOf = (request: Request): Readonly<Record<string, unknown>> =>
  (request.body ?? {}) as Readonly<Record<string, unknown>>;
