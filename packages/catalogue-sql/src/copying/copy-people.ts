import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';
import { insertRows } from './insert-rows.ts';

/** Member libraries, people with their passwords and access tokens, and links that are still good. Who is signed in signs in again. */
export async function copyPeople(from: Kysely<Tables>, to: Kysely<Tables>): Promise<void> {
  const libraries = await from.selectFrom('library').selectAll().execute();
  const people = await from.selectFrom('person').selectAll().execute();
  const links = await from.selectFrom('sign_in_link').selectAll().execute();
  const tokens = await from.selectFrom('access_token').selectAll().execute();
  await to.transaction().execute(async (trx) => {
    for (const table of ['access_token', 'sign_in_link', 'session', 'person', 'library'] as const)
      await trx.deleteFrom(table).execute();
    await insertRows(trx, 'library', libraries);
    await insertRows(trx, 'person', people);
    await insertRows(trx, 'sign_in_link', links);
    await insertRows(trx, 'access_token', tokens);
  });
}
