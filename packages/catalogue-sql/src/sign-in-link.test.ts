import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { catalogueIn } from './sqlite-catalogue.ts';
import { openSqliteFile } from './sqlite-file.ts';

test.each(['before update on person', 'before delete on session'])(
  'a password that could not be set (%s) leaves the link as it was',
  async (moment) => {
    const folder = await mkdtemp(join(tmpdir(), 'diachi-catalogue-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = openSqliteFile(join(folder, 'catalogue.sqlite'));
    const catalogue = await catalogueIn(file, () => new Date());
    onTestFinished(() => catalogue.close());
    const { people } = catalogue;
    const lan = await people.add({ name: 'Lan', role: 'admin' });
    await people.addSignInLink({ tokenHash: 'a', personId: lan.id, expiresAt: '2030-01-02T00:00:00.000Z' });
    await people.openSession({ tokenHash: 'b', personId: lan.id, expiresAt: '2030-01-02T00:00:00.000Z' });
    const now = '2030-01-01T00:00:00.000Z';
    file.exec(`create trigger fault ${moment} begin select raise(abort, 'broken'); end`);

    await expect(people.setPasswordByLink('a', 'hashed', now)).rejects.toThrow('broken');

    expect(await people.signInLink('a', now)).toEqual(lan);
    file.exec('drop trigger fault');
    expect(await people.setPasswordByLink('a', 'hashed', now)).toEqual({ ...lan, passwordHash: 'hashed' });
  },
);
