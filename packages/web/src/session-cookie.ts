import { createHash, randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';

const NAME = 'diachi_session';
const form = /^[\w-]{43}$/;

/** 256 random bits, as they stand in a cookie or a one-time link. */
export const newToken = () => randomBytes(32).toString('base64url');

/** How the catalogue knows a token: who reads the catalogue cannot sign in with it. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/** What proves that a form came from our own page: worked out from the session, so there is nothing to keep. */
export const csrfTokenOf = (token: string) => createHash('sha256').update(`csrf ${token}`).digest('base64url');

/** The session's token, or null when there is none of our form. */
export function readSessionToken(request: Request): string | null {
  const token = cookieOf(request, NAME);
  return token && form.test(token) ? token : null;
}

export const cookieOf = (request: Request, name: string): string | undefined =>
  parseCookie(request.headers.cookie ?? '')[name];

export function setSessionCookie(request: Request, response: Response, token: string, expires: Date): void {
  response.append('Set-Cookie', sessionCookie(request, token, expires));
}

export function clearSessionCookie(request: Request, response: Response): void {
  response.append('Set-Cookie', sessionCookie(request, '', new Date(0)));
}

const sessionCookie = (request: Request, value: string, expires: Date) =>
  stringifySetCookie({
    name: NAME,
    value,
    expires,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.secure,
  });
