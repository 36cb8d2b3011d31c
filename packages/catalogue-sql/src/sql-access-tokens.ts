import { dayOf, Failure, TOKEN_SCOPES } from '@diachi/domain';
import type { AccessToken, AccessTokens } from '@diachi/ports';
import type { Selectable } from 'kysely';
import type { CatalogueTools } from './catalogue-tools.ts';
import { personOf } from './person-of.ts';
import type { Tables } from './tables.ts';

// Enough of a hash to tell the few tokens of one person apart; nothing can be done with it but to remove one.
const ID_LENGTH = 12;

/** With what programs act in the name of people. */
export const createAccessTokens = ({ db, now, transact }: CatalogueTools): AccessTokens => ({
  add: ({ tokenHash, personId, name, scopes, expiresAt }) =>
    transact(async (trx) => {
      const person = await trx.selectFrom('person').select('id').where('id', '=', personId).executeTakeFirst();
      if (!person) {
        throw new Failure('missing', 'person.missing', `Nobody has the number ${personId}.`, {
          details: { id: personId },
        });
      }
      const row = await trx
        .insertInto('access_token')
        .values({
          token_hash: tokenHash,
          person_id: personId,
          name,
          scopes: scopes.join(' '),
          created_at: now(),
          expires_at: utc(expiresAt),
          last_used_on: null,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return tokenOf(row);
    }),

  async of(personId) {
    const rows = await db
      .selectFrom('access_token')
      .selectAll()
      .where('person_id', '=', personId)
      .orderBy('created_at', 'desc')
      .orderBy('token_hash')
      .execute();
    return rows.map(tokenOf);
  },

  async use(tokenHash, at) {
    const row = await db
      .selectFrom('access_token')
      .selectAll()
      .where('token_hash', '=', tokenHash)
      .where('expires_at', '>', utc(at))
      .executeTakeFirst();
    if (!row) return null;
    const person = await db.selectFrom('person').selectAll().where('id', '=', row.person_id).executeTakeFirst();
    if (!person) return null;
    const today = dayOf(new Date(at));
    // A program asks many times a day, and is written down once.
    if (row.last_used_on !== today) {
      const used = db.updateTable('access_token').set({ last_used_on: today });
      await used.where('token_hash', '=', tokenHash).execute();
    }
    return { person: personOf(person), token: tokenOf({ ...row, last_used_on: today }) };
  },

  async remove(personId, id) {
    // Ids come from forms: only what can be one is looked for.
    if (!/^[0-9a-f]{12}$/.test(id)) return false;
    const removed = await db
      .deleteFrom('access_token')
      .where('person_id', '=', personId)
      .where('token_hash', 'like', `${id}%`)
      .executeTakeFirst();
    return removed.numDeletedRows > 0n;
  },
});

const tokenOf = (row: Selectable<Tables['access_token']>): AccessToken => ({
  id: row.token_hash.slice(0, ID_LENGTH),
  personId: row.person_id,
  name: row.name,
  scopes: TOKEN_SCOPES.filter((scope) => row.scopes.split(' ').includes(scope)),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedOn: row.last_used_on,
});

// Times are compared as text, so they must all be written alike.
const utc = (time: string) => new Date(time).toISOString();
