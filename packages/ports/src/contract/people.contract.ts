import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import type { People } from '../people.ts';
import { library } from './sample-documents.ts';

/** Who may sign in, and how. A part of `catalogueContract`. */
export function peopleContract(openCatalogue: () => Promise<Catalogue>): void {
  const open = async () => (await openCatalogue()).people;

  describe('people', () => {
    test('somebody new has no password yet', async () => {
      const people = await open();

      const lan = await people.add({ name: 'Lan', role: 'archivist' });

      expect(lan).toMatchObject({ name: 'Lan', role: 'archivist', passwordHash: null });
      expect(new Date(lan.createdAt).toISOString()).toBe(lan.createdAt);
      expect(await people.named('Lan')).toEqual(lan);
      expect(await people.all()).toEqual([lan]);
    });

    test('somebody belongs to a library when that is said, and is known with it when they sign in', async () => {
      const people = await open();
      const member = { name: 'Hà', role: 'member', library: library('muong-te') } as const;

      const ha = await people.add(member);
      await people.openSession({ tokenHash: 'a', personId: ha.id, expiresAt: tomorrow });

      expect(ha).toMatchObject(member);
      expect(await people.session('a', now)).toEqual(ha);
      expect((await people.add({ name: 'Lan', role: 'archivist' })).library).toBeNull();
    });

    test('somebody who moves to another library is known with it at once, in the session and by the token they have', async () => {
      const people = await open();
      const minh = await withSession(people, 'Minh', 'b');
      const ha = await people.add({ name: 'Hà', role: 'archivist', library: library('muong-te') });
      await people.openSession({ tokenHash: 'a', personId: ha.id, expiresAt: tomorrow });
      const token = { tokenHash: 'c'.repeat(64), personId: ha.id, name: 'sao lưu', scopes: ['read'] } as const;
      await people.tokens.add({ ...token, expiresAt: tomorrow });

      const moved = await people.setLibrary(ha.id, library('tinh'));

      expect(moved).toEqual({ ...ha, library: 'tinh' });
      expect(await people.session('a', now)).toEqual(moved);
      expect((await people.tokens.use(token.tokenHash, now))?.person).toEqual(moved);
      expect(await people.session('b', now)).toEqual(minh);
      expect((await people.setLibrary(ha.id, null)).library).toBeNull();
      expect((await people.session('a', now))?.library).toBeNull();
    });

    test('names are compared without regard to case, also with tone marks', async () => {
      const people = await open();
      const duc = await people.add({ name: 'Đức@thu-vien.vn', role: 'admin' });

      expect(await people.named('đức@THU-VIEN.vn')).toEqual(duc);
      expect(await people.named('đức@thu-vien.vn'.normalize('NFD'))).toEqual(duc);
      expect(await people.named('duc@thu-vien.vn')).toBeNull();
      await expect(people.add({ name: 'ĐỨC@thu-vien.vn', role: 'archivist' })).rejects.toMatchObject({
        kind: 'conflict',
        code: 'person.name-taken',
      });
      expect(await people.all()).toEqual([duc]);
    });

    test('nobody is called so', async () => {
      const people = await open();

      expect(await people.named('Nobody')).toBeNull();
      expect(await people.all()).toEqual([]);
    });

    test('a new password ends every session of that person, and of nobody else', async () => {
      const people = await open();
      const lan = await withSession(people, 'Lan', 'a');
      const minh = await withSession(people, 'Minh', 'b');
      await people.openSession({ tokenHash: 'c', personId: lan.id, expiresAt: tomorrow });

      await people.setPassword(lan.id, 'hashed');

      expect((await people.named('Lan'))?.passwordHash).toBe('hashed');
      expect(await people.session('a', now)).toBeNull();
      expect(await people.session('c', now)).toBeNull();
      expect(await people.session('b', now)).toEqual(minh);
    });

    test('nobody signs in as somebody who is not there', async () => {
      const people = await open();
      const missing = { kind: 'missing', code: 'person.missing' };
      const token = { tokenHash: 'a', personId: 99, expiresAt: tomorrow };

      await expect(people.setPassword(99, 'hashed')).rejects.toMatchObject(missing);
      await expect(people.setLibrary(99, null)).rejects.toMatchObject(missing);
      await expect(people.openSession(token)).rejects.toMatchObject(missing);
      await expect(people.addSignInLink(token)).rejects.toMatchObject(missing);
    });
  });

  describe('sessions', () => {
    test('a session is its person, until it is closed', async () => {
      const people = await open();
      const lan = await withSession(people, 'Lan', 'a');

      expect(await people.session('a', now)).toEqual(lan);
      expect(await people.session('b', now)).toBeNull();
      await people.closeSession('a');
      await people.closeSession('a');

      expect(await people.session('a', now)).toBeNull();
    });

    test.each([
      { at: '2030-01-01T23:59:59.999Z', isOpen: true },
      { at: '2030-01-02T00:00:00.000Z', isOpen: false },
      { at: '2030-01-02T00:00:00Z', isOpen: false },
      { at: '2031-01-01T00:00:00.000Z', isOpen: false },
    ])('a session until midnight is open at $at: $isOpen', async ({ at, isOpen }) => {
      const people = await open();
      await withSession(people, 'Lan', 'a');

      expect((await people.session('a', at)) !== null).toBe(isOpen);
    });
  });

  describe('one-time links', () => {
    test('looking at a link does not use it up, setting a password does', async () => {
      const people = await open();
      const lan = await withLink(people);

      expect(await people.signInLink('a', now)).toEqual(lan);
      expect(await people.signInLink('a', now)).toEqual(lan);
      expect(await people.setPasswordByLink('a', 'hashed', now)).toEqual({ ...lan, passwordHash: 'hashed' });

      expect(await people.setPasswordByLink('a', 'again', now)).toBeNull();
      expect(await people.signInLink('a', now)).toBeNull();
      expect((await people.named('Lan'))?.passwordHash).toBe('hashed');
    });

    test('a password set by a link ends every session of that person, and of nobody else', async () => {
      const people = await open();
      const lan = await withLink(people);
      await people.openSession({ tokenHash: 'c', personId: lan.id, expiresAt: tomorrow });
      const minh = await withSession(people, 'Minh', 'b');

      await people.setPasswordByLink('a', 'hashed', now);

      expect(await people.session('c', now)).toBeNull();
      expect(await people.session('b', now)).toEqual(minh);
      expect((await people.named('Minh'))?.passwordHash).toBeNull();
    });

    test('of many who use one link at once, one gets in, with their password', async () => {
      const people = await open();
      await withLink(people);

      const passwords = Array.from({ length: 5 }, (_, number) => `hashed ${number}`);
      const used = await Promise.all(passwords.map((password) => people.setPasswordByLink('a', password, now)));

      expect(used.filter((person) => person !== null)).toEqual([await people.named('Lan')]);
    });

    test('an expired link, and one nobody sent, lead nowhere', async () => {
      const people = await open();
      await withLink(people);

      expect(await people.signInLink('a', tomorrow)).toBeNull();
      expect(await people.setPasswordByLink('a', 'hashed', tomorrow)).toBeNull();
      expect(await people.setPasswordByLink('b', 'hashed', now)).toBeNull();
      expect((await people.named('Lan'))?.passwordHash).toBeNull();
    });

    test('links that are forgotten lead nowhere, those of others and those made after do', async () => {
      const people = await open();
      const lan = await withLink(people);
      const minh = await people.add({ name: 'Minh', role: 'archivist' });
      await people.addSignInLink({ tokenHash: 'b', personId: lan.id, expiresAt: tomorrow });
      await people.addSignInLink({ tokenHash: 'c', personId: minh.id, expiresAt: tomorrow });

      await people.forgetSignInLinks(lan.id);
      await people.addSignInLink({ tokenHash: 'd', personId: lan.id, expiresAt: tomorrow });

      expect(await people.setPasswordByLink('a', 'hashed', now)).toBeNull();
      expect(await people.signInLink('b', now)).toBeNull();
      expect(await people.signInLink('c', now)).toEqual(minh);
      expect(await people.signInLink('d', now)).toEqual(lan);
    });

    test('a link is not a session, nor the other way round', async () => {
      const people = await open();
      await withLink(people);
      await withSession(people, 'Minh', 'b');

      expect(await people.session('a', now)).toBeNull();
      expect(await people.signInLink('b', now)).toBeNull();
    });
  });
}

const now = '2030-01-01T12:00:00.000Z';
const tomorrow = '2030-01-02T00:00:00.000Z';

async function withSession(people: People, name: string, tokenHash: string) {
  const person = await people.add({ name, role: 'archivist' });
  await people.openSession({ tokenHash, personId: person.id, expiresAt: tomorrow });
  return person;
}

async function withLink(people: People) {
  const person = await people.add({ name: 'Lan', role: 'admin' });
  await people.addSignInLink({ tokenHash: 'a', personId: person.id, expiresAt: tomorrow });
  return person;
}
