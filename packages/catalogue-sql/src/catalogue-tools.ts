import type { Document, DocumentId } from '@diachi/domain';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** What every part of the catalogue works with. */
export type CatalogueTools = {
  readonly db: Kysely<Tables>;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  /** One transaction; done again from its beginning when another one got in its way. Nothing but the database is awaited inside. */
  readonly transact: Transact;
  /** Reads several things as they are at one moment. */
  readonly snapshot: Transact;
  /** A document as it is, and as it stays until the transaction ends; null when nobody knows it. Whoever changes what he has read begins with it. */
  readonly hold: (trx: Transaction<Tables>, id: DocumentId) => Promise<Document | null>;
  readonly changeTimes: ChangeTimes;
  /** True where transactions write at the same time, and rows have to be locked by who relies on them. */
  readonly locksRows: boolean;
};

export type Transact = <Result>(work: (trx: Transaction<Tables>) => Promise<Result>) => Promise<Result>;

/** The order in which changes are told, which has to be the order in which they can be seen. */
export type ChangeTimes = {
  /**
   * In a transaction, last of all: the second of its change. Until it ends, no other transaction gets one, so changes are seen in the order of
   * their times.
   */
  readonly next: (trx: Within) => Promise<string>;
  /** A second before which everything can be seen by whoever looks afterwards, and before which nothing will change any more. */
  readonly asOf: (db: Within) => Promise<string>;
};

/** A database, or one transaction on it. */
export type Within = Kysely<Tables> | Transaction<Tables>;
