import { Failure } from '@diachi/domain';
import pg from 'pg';

/** What keeps the catalogue from answering, each as the end of a code: whoever is told has something else to do about each. */
type Hindrance = 'unavailable' | 'read-only' | 'damaged-database' | 'bad-database';

// https://www.postgresql.org/docs/current/errcodes-appendix.html; a class stands for all its codes that are not listed.
const FULL = '53100';
const cannotAnswer: ReadonlyMap<string, readonly [Hindrance, string]> = new Map([
  ['08', ['unavailable', 'the connection broke']],
  ['53', ['unavailable', 'the server has too little memory, or too many connections']],
  ['57P05', ['unavailable', 'the server closed a connection nobody used']],
  ['57', ['unavailable', 'the server is being stopped or started, or took too long']],
  ['58', ['unavailable', 'its disk does not answer as it should']],
  ['25P03', ['unavailable', 'the server gave up a transaction that stood still']],
  ['25P04', ['unavailable', 'the server gave up a transaction that took too long']],
  ['55P03', ['unavailable', 'somebody else holds what is needed for too long']],
  ['40001', ['unavailable', 'too many are changing the same at once']],
  ['40P01', ['unavailable', 'too many are changing the same at once']],
  ['25006', ['read-only', 'this server only reads; it may be a copy of the one that is meant']],
  ['42501', ['read-only', 'this user may not read or write it']],
  ['XX001', ['damaged-database', 'it is damaged; put back a backup']],
  ['XX002', ['damaged-database', 'an index of it is damaged; have it rebuilt with REINDEX']],
]);

/**
 * Translates what PostgreSQL answered: `catalogue.full`, `catalogue.damaged-database`, `catalogue.read-only` or
 * `catalogue.unavailable`. Whatever else was thrown is a bug and stays as it is. `place` names the database, without its password.
 */
export function postgresFailure(place: string, thrown: unknown): unknown {
  if (!(thrown instanceof pg.DatabaseError) || thrown.code === undefined) return thrown;
  if (thrown.code === FULL) {
    const message = `The disk that holds the catalogue ${place} is full. Make room; work then goes on.`;
    return new Failure('unavailable', 'catalogue.full', message, { cause: thrown, details: { path: place } });
  }
  const known = cannotAnswer.get(thrown.code) ?? cannotAnswer.get(thrown.code.slice(0, 2));
  return known ? cannotBeUsed(place, ...known, thrown) : thrown;
}

export function cannotBeUsed(place: string, hindrance: Hindrance, reason: string, cause?: unknown): Failure {
  const message = `The catalogue ${place} cannot be used: ${reason}.`;
  return new Failure('unavailable', `catalogue.${hindrance}`, message, { cause, details: { path: place } });
}

/** A database that is no place for a catalogue, whatever is tried. */
export const badDatabase = (place: string, reason: string): Failure => cannotBeUsed(place, 'bad-database', reason);

/** Why a conversation with the server did not begin; all of it may pass, or is a matter of settings. */
export function notReached(place: string, thrown: unknown): Failure {
  const translated = postgresFailure(place, thrown);
  if (translated instanceof Failure) return translated;
  const said = thrown instanceof Error ? `: ${thrown.message || String((thrown as { code?: unknown }).code)}` : '';
  return cannotBeUsed(place, 'unavailable', `its server cannot be reached, or lets nobody in${said}`, thrown);
}

// Serialization failure, deadlock, and a row with this key that somebody else has just added.
const IN_THE_WAY: ReadonlySet<unknown> = new Set(['40001', '40P01', '23505']);

/** True for what may go well when the whole transaction is done again. */
export function isInTheWay(thrown: unknown): boolean {
  const cause = thrown instanceof Failure ? thrown.cause : thrown;
  return cause instanceof pg.DatabaseError && IN_THE_WAY.has(cause.code);
}
