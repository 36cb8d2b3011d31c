import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Sessions and links that lead nowhere any more. */
export async function forgetExpired(db: Kysely<Tables>, at: string): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<=', at).execute();
  await db.deleteFrom('sign_in_link').where('expires_at', '<=', at).execute();
}
