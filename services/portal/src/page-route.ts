import type { Role } from '@diachi/domain';
import { parseLanguageTag } from '@diachi/messages';
import { LANGUAGE_COOKIE, localAddress, type Route } from '@diachi/web';
import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Frame, type FrameTools, openFrame } from './frame.ts';

export type PageRoute = {
  readonly path: string;
  readonly role: Role;
  readonly summary: string;
  readonly refusesTokens?: boolean;
  /** The page, the address to go on to, or a page that says what cannot be shown for the moment (503). */
  readonly show: (
    frame: Frame,
    request: Request,
  ) => Promise<VNode | { readonly goTo: string } | { readonly away: VNode }>;
};

/** When to come back for what is away. */
const RETRY_AFTER_S = 30;
const YEAR_MS = 365 * 86_400_000;

/** A page people look at. `?lang=` chooses the language for a year and comes back to the same page without it. */
export const pageRoute = (tools: FrameTools, { show, ...page }: PageRoute): Route => ({
  ...page,
  method: 'get',
  handle: async (request, response, visitor) => {
    if (chooseLanguage(request, response)) return;
    const shown = await show(await openFrame(tools, visitor, request.originalUrl), request);
    if ('goTo' in shown) response.redirect(303, shown.goTo);
    else if ('away' in shown) sendPage(response.status(503).set('Retry-After', String(RETRY_AFTER_S)), shown.away);
    else sendPage(response, shown);
  },
});

/** Sends a page written on the server, whole. */
export function sendPage(response: Response, page: VNode): void {
  if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'no-cache');
  response
    .vary('Cookie')
    .type('html')
    .send(`<!doctype html>${renderToString(page)}`);
}

function chooseLanguage(request: Request, response: Response): boolean {
  const language = parseLanguageTag(request.query['lang']);
  if (!language) return false;
  const { secure } = request;
  response.cookie(LANGUAGE_COOKIE, language, { maxAge: YEAR_MS, sameSite: 'lax', httpOnly: true, path: '/', secure });
  const [path = '/', query = ''] = request.originalUrl.split('?');
  const parameters = new URLSearchParams(query);
  parameters.delete('lang');
  response.redirect(303, localAddress(parameters.size > 0 ? `${path}?${parameters}` : path));
  return true;
}
