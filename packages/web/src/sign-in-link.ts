import type { People } from '@diachi/ports';
import { hashToken, newToken } from './session-cookie.ts';

const VALID_DAYS = 7;

/** Makes a one-time link with which a person sets a password and is signed in. It works for 7 days, and is shown only here. */
export async function createSignInLink(
  people: People,
  personId: number,
  baseUrl: string,
  now: Date = new Date(),
): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + VALID_DAYS * 86_400_000).toISOString();
  await people.addSignInLink({ tokenHash: hashToken(token), personId, expiresAt });
  return new URL(`/welcome/${token}`, baseUrl).href;
}

/** Whose link it is, for the page that asks for a password; null when it was used or is too old. Looking does not use it up. */
export const findSignInLink = (people: People, token: string, now: Date = new Date()) =>
  people.signInLink(hashToken(token), now.toISOString());
