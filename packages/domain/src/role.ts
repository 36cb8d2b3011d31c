/**
 * Who may do what, least first. A reader has not signed in; a member is a reader whom one of the libraries knows; an operator is a
 * program of ours on the same machine that can read the data folder (the command line).
 */
export const ROLES = ['reader', 'member', 'archivist', 'admin', 'operator'] as const;

export type Role = (typeof ROLES)[number];

/** True when someone in `role` may go where `needed` is asked for. */
export const mayActAs = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed);
