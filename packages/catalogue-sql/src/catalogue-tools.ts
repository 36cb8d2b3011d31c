import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** What every part of the catalogue works with. */
export type CatalogueTools = {
  readonly db: Kysely<Tables>;
  /** ISO 8601, UTC. */
  readonly now: () => string;
};

/** A database, or one transaction on it. */
export type Within = Kysely<Tables> | Transaction<Tables>;
