import type { LibraryCode } from '@diachi/domain';
import type { AccessTokens } from './access-tokens.ts';
import type { Person } from './person.ts';

/** Sessions and one-time links are known by the SHA-256 of their token only: who reads the catalogue cannot sign in with it. Times are ISO 8601, UTC. What names a person nobody knows fails with `person.missing`. */
export interface People {
  readonly tokens: AccessTokens;

  /** Fails with `person.name-taken` (conflict). */
  add(person: {
    readonly name: string;
    readonly role: Person['role'];
    /** None when it is not said. */
    readonly library?: LibraryCode | null;
  }): Promise<Person>;
  all(): Promise<readonly Person[]>;
  /** Null when nobody is called so. */
  named(name: string): Promise<Person | null>;
  /** Where they are a member, or work, from now on: sessions and access tokens they have are of that library at once. Answers who they are now. */
  setLibrary(personId: number, library: LibraryCode | null): Promise<Person>;
  /** Ends every session of that person, and every access token: whoever else knew the old password has neither. */
  setPassword(personId: number, passwordHash: string): Promise<void>;

  openSession(session: {
    readonly tokenHash: string;
    readonly personId: number;
    readonly expiresAt: string;
  }): Promise<void>;
  /** Null when there is none or it has expired at `now`. */
  session(tokenHash: string, now: string): Promise<Person | null>;
  closeSession(tokenHash: string): Promise<void>;

  addSignInLink(link: {
    readonly tokenHash: string;
    readonly personId: number;
    readonly expiresAt: string;
  }): Promise<void>;
  /** Null when there is none or it has expired. Looking does not use it up. */
  signInLink(tokenHash: string, now: string): Promise<Person | null>;
  /** One-time links made for this person until now lead nowhere any more. */
  forgetSignInLinks(personId: number): Promise<void>;
  /** Uses a link up, for good, and sets the password of the person it was made for, as `setPassword` does: both or neither. Null when there is no such link, or it has expired. */
  setPasswordByLink(tokenHash: string, passwordHash: string, now: string): Promise<Person | null>;
}
