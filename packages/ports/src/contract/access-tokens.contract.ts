import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import type { People } from '../people.ts';

/** With what programs act in the name of people. A part of `catalogueContract`. */
export function accessTokensContract(openCatalogue: () => Promise<Catalogue>): void {
  const open = async () => (await openCatalogue()).people;

  describe('access tokens', () => {
    test('a token is its person with its scopes, until it is removed', async () => {
      const people = await open();
      const { lan, token } = await withToken(people, 'Lan', HASH);

      const used = await people.tokens.use(HASH, now);

      expect(used).toEqual({ person: lan, token: { ...token, lastUsedOn: '2030-01-01' } });
      expect(token).toMatchObject({ name: 'sao lưu', scopes: ['read', 'write'], personId: lan.id, lastUsedOn: null });
      expect(await people.tokens.use(OTHER_HASH, now)).toBeNull();
      expect(await people.tokens.remove(lan.id, token.id)).toBe(true);
      expect(await people.tokens.remove(lan.id, token.id)).toBe(false);
      expect(await people.tokens.use(HASH, now)).toBeNull();
    });

    test('the day a token was last used is listed, and nothing of what it is', async () => {
      const people = await open();
      const { lan, token } = await withToken(people, 'Lan', HASH);

      await people.tokens.use(HASH, now);
      await people.tokens.use(HASH, '2030-01-01T23:00:00.000Z');

      const listed = await people.tokens.of(lan.id);
      expect(listed).toEqual([{ ...token, lastUsedOn: '2030-01-01' }]);
      expect(JSON.stringify(listed)).not.toContain(HASH);
    });

    test('a token that has expired leads nowhere, and is listed', async () => {
      const people = await open();
      const { lan, token } = await withToken(people, 'Lan', HASH);

      expect(await people.tokens.use(HASH, tomorrow)).toBeNull();
      expect(await people.tokens.of(lan.id)).toEqual([token]);
    });

    test('nobody removes a token of somebody else, nor by what is no id', async () => {
      const people = await open();
      const { token } = await withToken(people, 'Lan', HASH);
      const { lan: minh } = await withToken(people, 'Minh', OTHER_HASH);

      expect(await people.tokens.remove(minh.id, token.id)).toBe(false);
      for (const id of ['', '%', token.id.slice(0, 3), `${token.id.slice(0, 11)}%`]) {
        expect(await people.tokens.remove(minh.id, id)).toBe(false);
      }
      expect(await people.tokens.of(minh.id)).toHaveLength(1);
      expect(await people.tokens.use(HASH, now)).not.toBeNull();
    });

    test('a new password ends the tokens of that person, and of nobody else', async () => {
      const people = await open();
      const { lan } = await withToken(people, 'Lan', HASH);
      await withToken(people, 'Minh', OTHER_HASH);

      await people.setPassword(lan.id, 'hashed');

      expect(await people.tokens.use(HASH, now)).toBeNull();
      expect(await people.tokens.use(OTHER_HASH, now)).not.toBeNull();
    });

    test('there is no token of somebody who is not there', async () => {
      const people = await open();
      const token = { tokenHash: HASH, personId: 99, name: 'a', scopes: ['read'], expiresAt: tomorrow } as const;

      await expect(people.tokens.add(token)).rejects.toMatchObject({ kind: 'missing', code: 'person.missing' });
    });
  });
}

const now = '2030-01-01T12:00:00.000Z';
const tomorrow = '2030-01-02T00:00:00.000Z';
const HASH = 'a'.repeat(64);
const OTHER_HASH = 'b'.repeat(64);

async function withToken(people: People, name: string, tokenHash: string) {
  const lan = await people.add({ name, role: 'archivist' });
  const token = await people.tokens.add({
    tokenHash,
    personId: lan.id,
    name: 'sao lưu',
    scopes: ['read', 'write'],
    expiresAt: tomorrow,
  });
  return { lan, token };
}
