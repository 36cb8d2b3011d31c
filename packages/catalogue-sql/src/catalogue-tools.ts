import type { Document, DocumentId } from '@diachi/domain';
import type { Kysely, Transaction } from 'kysely';
import type { ChangeTimes } from './change-times.ts';
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

/** A database, or one transaction on it. */
export type Within = Kysely<Tables> | Transaction<Tables>;
