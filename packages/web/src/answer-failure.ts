import { type FailureNote, noteFailure } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import type { Metrics } from '@diachi/process';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { chooseLanguage, chooseProblemLanguage } from './choose-language.ts';
import { statusOf, toProblem } from './problem.ts';
import { type Visitor, visitorOf } from './visitor.ts';
import type { WebLog } from './web-log.ts';

const RETRY_AFTER_S = 15;

/** Said of a file that then could not be sent. A browser would keep the page that says why under the file's name. */
const OF_WHAT_WAS_ASKED_FOR = [
  'Content-Disposition',
  'Content-Length',
  'Content-Range',
  'Accept-Ranges',
  'ETag',
  'Last-Modified',
] as const;

/** What a page for people shows of a failure. A bug's own words stay in the log. */
export type ShownFailure = { readonly note: FailureNote; readonly status: number };

/** How the portal shows failures to people. */
export type FailurePages = {
  /** Whoever could not be known, because that is what failed or nobody looked, is shown as a reader. The status is set already. */
  renderFailure(failure: ShownFailure, request: Request, response: Response, visitor: Visitor): Promise<void> | void;
  /** Where somebody is sent to sign in, and comes back from to `next`. */
  signInAddress(next: string): string;
};

/** The last stop of every request that failed: logged, and answered once. */
export function answerFailure(
  log: WebLog,
  pages: FailurePages | undefined,
  metrics?: Pick<Metrics, 'failed'>,
): ErrorRequestHandler {
  return async (thrown: unknown, request, response, _next) => {
    const note = noteFailure(thrown);
    const status = statusOf(note);
    tell(log, request, response, thrown, note);
    // What the asker did wrong is no failure of ours.
    if (status >= 500) metrics?.failed(note.code);
    // Half an answer must not look like a whole one.
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }

    const shown =
      note.kind === 'bug' ? { ...note, message: 'Something went wrong here. It has been written down.' } : note;
    for (const header of OF_WHAT_WAS_ASKED_FOR) response.removeHeader(header);
    response.status(status).set('Cache-Control', 'no-store');
    if (status === 503 && !response.hasHeader('Retry-After')) response.set('Retry-After', String(RETRY_AFTER_S));
    const challenge = challengeOf(note, status);
    if (challenge) response.set('WWW-Authenticate', challenge);
    try {
      if (pages && wantsPage(request)) await answerPage(pages, shown, status, request, response);
      else answerProblem(shown, request, response);
    } catch (broken) {
      log.error({ err: broken, path: pathForLog(request) }, 'the page that shows a failure failed itself');
      if (response.headersSent) response.destroy();
      else answerProblem(shown, request, response.status(500));
    }
  };
}

/** What a program is told of how to be let in (RFC 6750, section 3). Browsers know no such scheme, and ask nobody for a password. */
function challengeOf({ code, details }: FailureNote, status: number): string | null {
  if (code === 'access.scope-needed') {
    return `Bearer realm="diachi", error="insufficient_scope", scope="${details['scope'] ?? ''}"`;
  }
  if (status !== 401) return null;
  return code === 'access.bad-token' ? 'Bearer realm="diachi", error="invalid_token"' : 'Bearer realm="diachi"';
}

async function answerPage(
  pages: FailurePages,
  note: FailureNote,
  status: number,
  request: Request,
  response: Response,
) {
  if (note.code === 'access.sign-in-needed' && (request.method === 'GET' || request.method === 'HEAD')) {
    response.redirect(303, pages.signInAddress(request.originalUrl));
    return;
  }
  await pages.renderFailure({ note, status }, request, response, visitorOf(response) ?? somebody(request));
}

const somebody = (request: Request): Visitor => ({
  role: 'reader',
  library: null,
  name: null,
  personId: null,
  csrfToken: '',
  language: chooseLanguage(request),
});

function answerProblem(note: FailureNote, request: Request, response: Response): void {
  const problem = toProblem(note, failureText(note, chooseProblemLanguage(request)));
  response.type('application/problem+json').send(JSON.stringify(problem));
}

// Browsers name HTML when a person goes somewhere or sends a form; scripts and programs take anything.
const wantsPage = (request: Request) =>
  (request.headers.accept ?? '').includes('text/html') && (!isForPrograms(request) || isFormPost(request));

const isForPrograms = (request: Request) => /^\/(api|uploads)(\/|$)/.test(request.path);

const isFormPost = (request: Request) =>
  request.method === 'POST' && request.is('application/x-www-form-urlencoded') !== false;

function tell(log: WebLog, request: Request, response: Response, thrown: unknown, note: FailureNote): void {
  const fields = { method: request.method, path: pathForLog(request), code: note.code };
  if (request.destroyed && !response.headersSent && note.kind === 'bug') log.debug(fields, 'the sender went away');
  else if (note.kind === 'bug') log.error({ ...fields, err: thrown }, 'a request met a bug');
  else if (note.kind === 'unavailable') log.warn({ ...fields, err: thrown }, 'a request could not be answered now');
  else log.debug(fields, 'a request was refused');
}

/** A path as it may be logged: without what was searched for, and without one-time tokens. */
export const pathForLog = (request: Request): string => request.path.replace(/(\/welcome\/)[^/]+/, '$1…');
