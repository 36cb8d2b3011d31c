import { Failure } from '@diachi/domain';
import type { People, Person } from '@diachi/ports';
import type { CatalogueTools, Within } from './catalogue-tools.ts';
import { personOf } from './person-of.ts';
import { createAccessTokens } from './sql-access-tokens.ts';

type Token = { readonly tokenHash: string; readonly personId: number; readonly expiresAt: string };

type WaysIn = Omit<People, 'tokens' | 'add' | 'all' | 'named' | 'setLibrary' | 'setPassword'>;

/** Who may sign in, and how they have. */
export function createPeople(tools: CatalogueTools): People {
  const { db, now, transact } = tools;
  return {
    tokens: createAccessTokens(tools),

    async add({ name, role, library = null }) {
      const row = await db
        .insertInto('person')
        .values({ name, name_folded: folded(name), role, library, password_hash: null, created_at: now() })
        .onConflict((conflict) => conflict.column('name_folded').doNothing())
        .returningAll()
        .executeTakeFirst();
      if (row) return personOf(row);
      throw new Failure('conflict', 'person.name-taken', `Somebody is called ${name} already.`, { details: { name } });
    },

    async all() {
      const rows = await db.selectFrom('person').selectAll().orderBy('id').execute();
      return rows.map(personOf);
    },

    async named(name) {
      const row = await db.selectFrom('person').selectAll().where('name_folded', '=', folded(name)).executeTakeFirst();
      return row ? personOf(row) : null;
    },

    async setLibrary(personId, library) {
      const change = db.updateTable('person').set({ library }).where('id', '=', personId);
      const row = await change.returningAll().executeTakeFirst();
      if (row) return personOf(row);
      throw nobody(personId);
    },

    setPassword: (personId, passwordHash) =>
      transact(async (trx) => {
        const person = await setPassword(trx, personId, passwordHash);
        if (!person) throw nobody(personId);
      }),

    ...createWaysIn(tools),
  };
}

/** Sessions and one-time links. */
function createWaysIn({ db, transact }: CatalogueTools): WaysIn {
  const addToken = (table: 'session' | 'sign_in_link', { tokenHash, personId, expiresAt }: Token) =>
    transact(async (trx) => {
      await checkPerson(trx, personId);
      const token = { token_hash: tokenHash, person_id: personId, expires_at: utc(expiresAt) };
      await trx.insertInto(table).values(token).execute();
    });

  const byToken = async (table: 'session' | 'sign_in_link', tokenHash: string, at: string) => {
    const whose = db
      .selectFrom(table)
      .select('person_id')
      .where('token_hash', '=', tokenHash)
      .where('expires_at', '>', utc(at));
    const row = await db.selectFrom('person').selectAll().where('id', '=', whose).executeTakeFirst();
    return row ? personOf(row) : null;
  };

  return {
    openSession: (session) => addToken('session', session),
    session: (tokenHash, at) => byToken('session', tokenHash, at),
    async closeSession(tokenHash) {
      await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
    },

    addSignInLink: (link) => addToken('sign_in_link', link),
    signInLink: (tokenHash, at) => byToken('sign_in_link', tokenHash, at),
    async forgetSignInLinks(personId) {
      await db.deleteFrom('sign_in_link').where('person_id', '=', personId).execute();
    },
    setPasswordByLink: (tokenHash, passwordHash, at) =>
      transact(async (trx) => {
        // Who takes the link away has it: of two at once, the other finds none.
        const link = await trx
          .deleteFrom('sign_in_link')
          .where('token_hash', '=', tokenHash)
          .where('expires_at', '>', utc(at))
          .returning('person_id')
          .executeTakeFirst();
        return link ? setPassword(trx, link.person_id, passwordHash) : null;
      }),
  };
}

async function setPassword(trx: Within, personId: number, passwordHash: string): Promise<Person | null> {
  const change = trx.updateTable('person').set({ password_hash: passwordHash }).where('id', '=', personId);
  const row = await change.returningAll().executeTakeFirst();
  await trx.deleteFrom('session').where('person_id', '=', personId).execute();
  await trx.deleteFrom('access_token').where('person_id', '=', personId).execute();
  return row ? personOf(row) : null;
}

async function checkPerson(db: Within, id: number): Promise<void> {
  const row = await db.selectFrom('person').select('id').where('id', '=', id).executeTakeFirst();
  if (!row) throw nobody(id);
}

const nobody = (id: number) =>
  new Failure('missing', 'person.missing', `Nobody has the number ${id}.`, { details: { id } });

// The database's own lower() knows ASCII only.
const folded = (name: string) => name.normalize('NFKC').toLowerCase();

// Times are compared as text, so they must all be written alike.
const utc = (time: string) => new Date(time).toISOString();
