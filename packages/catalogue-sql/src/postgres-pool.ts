import pg from 'pg';
import { watchLine } from './ask-postgres.ts';

/** A database on a server: how it is reached, what it is called in messages, and how long an answer may take. */
export type PostgresPlace = {
  readonly pool: pg.Pool;
  /** Without user and password. */
  readonly place: string;
  readonly patienceMs: number;
};

const CONNECT_MS = 5_000;
// The server gives up first, and can be asked something else; only one that stands still is left.
const ANSWER_MS = 8_000;
const PATIENCE_MS = 10_000;
const AN_HOUR_MS = 3_600_000;

/** `isPatient`: for what may take long, as when a large catalogue is brought to a newer schema. */
export function openPool(options: {
  readonly url: string;
  readonly size: number;
  readonly isPatient?: boolean;
}): PostgresPlace {
  const { url, size, isPatient = false } = options;
  const pool = new pg.Pool({
    ...lineSettings(url),
    max: size,
    idleTimeoutMillis: 60_000,
    statement_timeout: isPatient ? AN_HOUR_MS : ANSWER_MS,
    // Who stops in the middle of a transaction must not hold up everybody else.
    idle_in_transaction_session_timeout: 30_000,
  });
  pool.on('connect', watchLine);
  // An idle connection that breaks is taken out of the pool by itself; the next one who asks opens another.
  pool.on('error', () => {});
  return { pool, place: placeOf(url), patienceMs: isPatient ? AN_HOUR_MS : PATIENCE_MS };
}

/** How every conversation with the server begins. */
export const lineSettings = (url: string): pg.ClientConfig => ({
  connectionString: url,
  connectionTimeoutMillis: CONNECT_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  fallback_application_name: 'diachi',
  types: { getTypeParser },
});

/** `host:port/database`. */
export function placeOf(url: string): string {
  const { host, port, database } = new pg.Client({ connectionString: url });
  return `${host}:${port}/${database}`;
}

// Numbers of rows, and rows counted, are far below where a number is no longer exact.
const INT8 = 20;
const getTypeParser: typeof pg.types.getTypeParser = (type: number, format?: unknown) =>
  type === INT8 ? Number : pg.types.getTypeParser(type, format as 'text');
