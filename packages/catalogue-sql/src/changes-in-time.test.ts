import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocumentId, parseRecord, waitingPage } from '@diachi/domain';
import { expect, onTestFinished, test } from 'vitest';
import { catalogueIn } from './sqlite-catalogue.ts';
import { openSqliteFile } from './sqlite-file.ts';

test('a change is told with its own second', async () => {
  const { catalogue, setClock, at } = await published('2026-05-01T08:00:00.900Z');
  expect(await at()).toBe('2026-05-01T08:00:00Z');

  setClock('2026-05-01T09:00:00.100Z');
  await catalogue.changeRecord(id, parseRecord({ ...record, title: 'Sửa lại' }), 1);
  expect(await at()).toBe('2026-05-01T09:00:00Z');

  setClock('2026-05-01T10:00:00.000Z');
  await catalogue.publish(await catalogue.startRevision(id), [{ ...waitingPage(0, '1'), state: 'read' }]);
  expect(await at()).toBe('2026-05-01T10:00:00Z');

  setClock('2026-05-01T11:00:00.000Z');
  await catalogue.setIndexed({ documentId: id, number: 2 }, 2);
  expect(await at()).toBe('2026-05-01T10:00:00Z');
});

test('an embargo that ends is a change, for everybody may see more', async () => {
  const { catalogue, setClock, at } = await published('2026-05-01T08:00:00.000Z', { embargoUntil: '2026-06-01' });

  setClock('2026-06-01T12:00:00.000Z');
  await catalogue.openEmbargoed('2026-06-01');

  expect(await at()).toBe('2026-06-01T12:00:00Z');
});

test('a clock that is set back puts nothing before what was told', async () => {
  const { catalogue, setClock, at } = await published('2026-05-01T08:00:00.000Z');
  const { asOf } = await catalogue.changes({}, { order: 'oldest-first', limit: 1 });

  setClock('2026-04-01T08:00:00.000Z');
  expect((await catalogue.changes({}, { order: 'oldest-first', limit: 1 })).asOf).toBe(asOf);
  await catalogue.remove(id);

  expect(await at()).toBe('2026-05-01T08:00:00Z');
});

const id = parseDocumentId('0000000000000001');
const record = { title: 'Sông Đà', library: 'tinh' };

/** A catalogue with one document, whose clock is set. */
async function published(begin: string, said: object = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-catalogue-'));
  let time = begin;
  const file = openSqliteFile(join(folder, 'catalogue.sqlite'));
  const catalogue = await catalogueIn(file, () => new Date(time));
  onTestFinished(async () => {
    await catalogue.close();
    await rm(folder, { recursive: true, force: true });
  });
  await catalogue.receive({ id, record: parseRecord({ ...record, ...said }), originals: [] });
  await catalogue.publish({ documentId: id, number: 1 }, [{ ...waitingPage(0, '1'), state: 'read' }]);
  return {
    catalogue,
    setClock: (now: string) => {
      time = now;
    },
    at: async () => (await catalogue.changeOf(id))?.at,
  };
}
