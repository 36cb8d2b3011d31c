import { Failure, mayActAs, type Role, TOKEN_SCOPES, type TokenScope } from '@diachi/domain';
import type { AccessToken, Catalogue } from '@diachi/ports';
import { hashToken, newToken } from './session-cookie.ts';
import type { Visitor } from './visitor.ts';

/** What is told of a token to whoever looks for one that was lost: secret scanners go by its beginning. */
const BEGINNING = 'diachi_';
const form = /^diachi_[\w-]{43}$/;

export const TOKEN_DAYS = { usual: 90, most: 366 } as const;
const MAX_NAME = 100;
const MAX_TOKENS = 50;

export type AccessTokenTools = {
  readonly catalogue: Pick<Catalogue, 'people' | 'audit'>;
  readonly clock: () => Date;
};

/** How the catalogue knows a token that was sent; null for what can be none of ours. */
export const accessTokenHash = (written: string): string | null => (form.test(written) ? hashToken(written) : null);

/** The rights somebody can give a token: what they may not do themselves, none of theirs may. */
export const grantableScopes = (role: Role): readonly TokenScope[] =>
  TOKEN_SCOPES.filter((scope) =>
    mayActAs(role, ({ read: 'member', write: 'archivist', manage: 'admin' } as const)[scope]),
  );

/** As whom a token lets a program act: never as an administrator without `manage`. */
export const roleByScopes = (role: Role, scopes: readonly TokenScope[]): Role =>
  mayActAs(role, 'admin') && !scopes.includes('manage') ? 'archivist' : role;

/**
 * Makes a token for whoever asks, from a form's {name, scopes, days}. Answers the token itself, which is kept nowhere. Fails with
 * `access.session-needed` for who is no person, `token.bad-name`, `token.bad-scopes`, `token.bad-expiry` and `token.too-many`.
 */
export async function makeAccessToken(
  { catalogue: { people, audit }, clock }: AccessTokenTools,
  visitor: Visitor,
  asked: { readonly name: string; readonly scopes: readonly string[]; readonly days: number },
): Promise<{ readonly token: AccessToken; readonly written: string }> {
  const personId = personOf(visitor);
  const name = asked.name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  if (name === '' || name.length > MAX_NAME) throw bad('name', MAX_NAME);
  const scopes = parseScopes(visitor.role, asked.scopes);
  const { days } = asked;
  if (!Number.isInteger(days) || days < 1 || days > TOKEN_DAYS.most) throw bad('expiry', TOKEN_DAYS.most);
  if ((await people.tokens.of(personId)).length >= MAX_TOKENS) {
    throw new Failure('conflict', 'token.too-many', `You have ${MAX_TOKENS} access tokens already.`, {
      details: { most: MAX_TOKENS },
    });
  }
  const now = clock();
  const expiresAt = new Date(now.getTime() + days * 86_400_000).toISOString();
  const written = BEGINNING + newToken();
  const token = await people.tokens.add({ tokenHash: hashToken(written), personId, name, scopes, expiresAt });
  await note(audit, visitor, now, 'token.made', { id: token.id, name, scopes: scopes.join(' '), expiresAt });
  return { token, written };
}

/** Ends a token of whoever asks. Fails with `access.session-needed` and `token.missing`. */
export async function revokeAccessToken(
  { catalogue: { people, audit }, clock }: AccessTokenTools,
  visitor: Visitor,
  id: string,
): Promise<void> {
  const removed = await people.tokens.remove(personOf(visitor), id);
  if (!removed) throw new Failure('missing', 'token.missing', 'You have no such access token.');
  await note(audit, visitor, clock(), 'token.revoked', { id });
}

function parseScopes(role: Role, asked: readonly string[]): readonly TokenScope[] {
  const grantable = grantableScopes(role);
  if (asked.some((scope) => !grantable.some((one) => one === scope)) || !asked.includes('read')) {
    throw new Failure('invalid', 'token.bad-scopes', 'You cannot give a token these rights.');
  }
  return grantable.filter((scope) => asked.includes(scope));
}

function personOf({ personId }: Visitor): number {
  if (personId !== null) return personId;
  throw sessionNeeded();
}

/** For what no token may do. */
export const sessionNeeded = () =>
  new Failure('invalid', 'access.session-needed', 'This cannot be done with an access token. Sign in with a browser.');

const bad = (what: 'name' | 'expiry', most: number) =>
  what === 'name'
    ? new Failure('invalid', 'token.bad-name', `A name has 1 to ${most} characters.`, { details: { most } })
    : new Failure('invalid', 'token.bad-expiry', `A token is good for 1 to ${most} days.`, { details: { most } });

const note = (
  audit: Catalogue['audit'],
  { name }: Visitor,
  at: Date,
  what: 'token.made' | 'token.revoked',
  details: Readonly<Record<string, string>>,
) => audit.note({ at: at.toISOString(), who: name ?? 'operator', what, documentId: null, details });
