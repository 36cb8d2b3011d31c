import { Failure } from '@diachi/domain';
import type { People, Person } from '@diachi/ports';
import type { Request, Response } from 'express';
import { hashPassword, isPassword } from './passwords.ts';
import { clearSessionCookie, hashToken, newToken, readSessionToken, setSessionCookie } from './session-cookie.ts';

export type SessionTools = { readonly people: People; readonly clock: () => Date; readonly sessionDays: number };

/** Fails with `access.wrong-password` for a wrong password and for a name nobody has, alike. */
export async function checkPassword({ people }: SessionTools, name: string, password: string): Promise<Person> {
  const person = await people.named(name);
  if ((await isPassword(person?.passwordHash, password)) && person) return person;
  throw new Failure('invalid', 'access.wrong-password', 'The name or the password is not right.');
}

/** Uses a one-time link up and sets the password. Fails with `sign-in-link.used`; whatever else fails leaves the link as it was. */
export async function setPasswordByLink(tools: SessionTools, token: string, password: string): Promise<Person> {
  const passwordHash = await hashPassword(password);
  const person = await tools.people.setPasswordByLink(hashToken(token), passwordHash, tools.clock().toISOString());
  if (person) return person;
  throw new Failure('missing', 'sign-in-link.used', 'This link was used already or is too old. Ask for a new one.');
}

/** Ends the session the browser had, so that a session is never carried over from one person to the next, and opens a new one. */
export async function openSession(tools: SessionTools, request: Request, response: Response, person: Person) {
  const old = readSessionToken(request);
  if (old) await tools.people.closeSession(hashToken(old));
  const token = newToken();
  const expires = new Date(tools.clock().getTime() + tools.sessionDays * 86_400_000);
  await tools.people.openSession({
    tokenHash: hashToken(token),
    personId: person.id,
    expiresAt: expires.toISOString(),
  });
  setSessionCookie(request, response, token, expires);
}

export async function endSession({ people }: SessionTools, request: Request, response: Response): Promise<void> {
  const token = readSessionToken(request);
  if (token) await people.closeSession(hashToken(token));
  clearSessionCookie(request, response);
}
