import pg from 'pg';
import { cannotBeUsed, postgresFailure } from './postgres-failure.ts';

export type Question = { readonly sql: string; readonly parameters: readonly unknown[] };

/**
 * Asks a server, and ends the conversation when there is no answer for so long: a server that stands still does not even say
 * no. Fails as `postgresFailure` says.
 */
export async function askPostgres(
  client: pg.Client,
  { sql, parameters }: Question,
  { place, patienceMs }: { readonly place: string; readonly patienceMs: number },
): Promise<pg.QueryResult> {
  const { stream } = client.connection;
  const tooLong = setTimeout(() => stream.destroy(), patienceMs);
  try {
    return await client.query({ text: sql, values: parameters.map(keepable) });
  } catch (thrown) {
    if (thrown instanceof pg.DatabaseError) throw postgresFailure(place, thrown);
    // Whatever else goes wrong with a line that is still open is a bug.
    if (!isOver(client)) throw thrown;
    throw cannotBeUsed(place, 'unavailable', 'the connection broke, or its server does not answer', thrown);
  } finally {
    clearTimeout(tooLong);
  }
}

const brokenOnes = new WeakSet<pg.Client>();

/** Notes when a conversation breaks. Without, an error of a client nobody is asking at the moment would end the process. */
export function watchLine(client: pg.Client): void {
  client.on('error', () => brokenOnes.add(client));
  client.on('end', () => brokenOnes.add(client));
}

/** True when this client, which is watched, can be asked nothing more. */
export const isOver = (client: pg.Client): boolean => brokenOnes.has(client) || client.connection.stream.destroyed;

// PostgreSQL keeps no NUL in a text; what cannot be shown becomes what is shown in its place, as with half characters.
const keepable = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value);
