import type { TokenScope } from '@diachi/domain';
import type { Person } from './person.ts';

/** With what a program acts in somebody's name. */
export type AccessToken = {
  /** Names it among the tokens of one person. */
  readonly id: string;
  readonly personId: number;
  /** What they call it. */
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly expiresAt: string;
  /** The day it was last used, `YYYY-MM-DD`; null as long as it never was. */
  readonly lastUsedOn: string | null;
};

export type NewAccessToken = Pick<AccessToken, 'personId' | 'name' | 'scopes' | 'expiresAt'> & {
  readonly tokenHash: string;
};

/** Access tokens are known by the SHA-256 of what they are, as sessions are. One that has expired stays listed until it is removed, and leads nowhere. */
export interface AccessTokens {
  /** Fails with `person.missing`. */
  add(token: NewAccessToken): Promise<AccessToken>;
  /** Of one person, newest first. */
  of(personId: number): Promise<readonly AccessToken[]>;
  /** Whose it is; it is noted that it was used on the day of `now`. Null when there is none, or it has expired at `now`. */
  use(tokenHash: string, now: string): Promise<{ readonly person: Person; readonly token: AccessToken } | null>;
  /** False when that person has none that is called so. */
  remove(personId: number, id: string): Promise<boolean>;
}
