import type { LibraryCode, Role } from '@diachi/domain';

/** Someone who may sign in. */
export type Person = {
  readonly id: number;
  /** What they sign in with: a name, or an e-mail address. Compared without regard to case. */
  readonly name: string;
  readonly role: Exclude<Role, 'reader' | 'operator'>;
  /** Where they are a member, or work; null when they belong to none. */
  readonly library: LibraryCode | null;
  /** Null until a password is set through a one-time link. */
  readonly passwordHash: string | null;
  readonly createdAt: string;
};
