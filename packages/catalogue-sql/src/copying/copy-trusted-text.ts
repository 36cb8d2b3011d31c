import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** How much may be learned from, which goes where the documents go: only publishing and removing count it. */
export async function copyTrustedText(from: Kysely<Tables>, to: Kysely<Tables>): Promise<void> {
  const { pages, withdrawn } = await from.selectFrom('trusted_text').selectAll().executeTakeFirstOrThrow();
  await to.updateTable('trusted_text').set({ pages, withdrawn }).execute();
}
