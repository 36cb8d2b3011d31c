import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresCatalogue, createSqliteCatalogue } from '@diachi/catalogue-sql';
import { Failure, parseLibraryCode } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findPostgres, type PostgresServer, startPostgres } from '../../../test/servers/index.ts';
import { type AdministratorLink, administratorLink, provideFirstThings, tellAdministratorLink } from './first-start.ts';
import { findSignInLink } from './sign-in-link.ts';

const library = { code: parseLibraryCode('tinh'), name: 'Thư viện tỉnh' };

let folder: string;
let catalogue: Catalogue;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'first-start-'));
  catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.sqlite') });
});
afterEach(async () => {
  await catalogue.close();
  await rm(folder, { recursive: true });
});

test('several processes that start at once make one library and one administrator', async () => {
  await Promise.all(Array.from({ length: 5 }, () => provideFirstThings(catalogue, library)));

  expect(await catalogue.libraries()).toEqual([library]);
  expect((await catalogue.people.all()).map(({ name, role }) => [name, role])).toEqual([['admin', 'admin']]);
});

test('a library that was renamed keeps its name', async () => {
  await provideFirstThings(catalogue, library);
  await catalogue.putLibrary({ ...library, name: 'Thư viện tỉnh mới' });

  await provideFirstThings(catalogue, library);

  expect(await catalogue.libraries()).toMatchObject([{ name: 'Thư viện tỉnh mới' }]);
});

test('an administrator who cannot be added is a failure, unless somebody else added one', async () => {
  await catalogue.people.add({ name: 'admin', role: 'archivist' });

  await expect(provideFirstThings(catalogue, library)).rejects.toMatchObject({ code: 'person.name-taken' });
  expect((await catalogue.people.all()).filter(({ role }) => role === 'admin')).toEqual([]);
});

test('a catalogue that is away is not taken for one without an administrator', async () => {
  const away = {
    ...catalogue,
    libraries: async () => {
      throw new Failure('unavailable', 'catalogue.unavailable', 'It is away.');
    },
  };

  await expect(provideFirstThings(away, library)).rejects.toMatchObject({ code: 'catalogue.unavailable' });
});

test('the administrator is given a link until there is a password', async () => {
  await provideFirstThings(catalogue, library);

  const link = await administratorLink(catalogue, 'https://thuvien.example');
  expect(link).toEqual({
    name: 'admin',
    link: expect.stringMatching(/^https:\/\/thuvien\.example\/welcome\/\S{20,}$/),
  });

  const [admin] = await catalogue.people.all();
  await catalogue.people.setPassword(admin?.id ?? 0, 'hash');
  expect(await administratorLink(catalogue, 'https://thuvien.example')).toBeNull();
});

test('a link that is told makes those told before useless', async () => {
  await provideFirstThings(catalogue, library);

  const first = await administratorLink(catalogue, 'https://thuvien.example');
  const second = await administratorLink(catalogue, 'https://thuvien.example');

  expect(await leadsTo(catalogue, first)).toBeNull();
  expect(await leadsTo(catalogue, second)).toBe('admin');
});

describe.skipIf(!findPostgres())('processes of one library on PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  test('that tell the link at once leave the one that was told last, and no other', async () => {
    await using open = new AsyncDisposableStack();
    const catalogues = await Promise.all([1, 2].map(() => createPostgresCatalogue({ url: server.url, poolSize: 3 })));
    for (const one of catalogues) open.defer(() => one.close());
    const told: AdministratorLink[] = [];

    await Promise.all(
      catalogues.map(async (one) => {
        await provideFirstThings(one, library);
        await Promise.all(
          [1, 2, 3].map(() => tellAdministratorLink(one, 'https://thuvien.example', (link) => told.push(link))),
        );
      }),
    );

    const lead = await Promise.all(told.map((link) => leadsTo(catalogues[0], link)));
    expect(lead).toEqual([null, null, null, null, null, 'admin']);
  });
});

async function leadsTo(of: Catalogue | undefined, told: AdministratorLink | null): Promise<string | null> {
  if (!of || !told) throw new Error('No link was told.');
  const token = new URL(told.link).pathname.split('/').at(-1) ?? '';
  return (await findSignInLink(of.people, token))?.name ?? null;
}
