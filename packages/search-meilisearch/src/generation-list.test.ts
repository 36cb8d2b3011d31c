import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocumentId } from '@diachi/domain';
import { expect, onTestFinished, test } from 'vitest';
import { changesSince, type Generation, readList, writeList } from './generation-list.ts';

const id = (place: number) => parseDocumentId(`document${String(place).padStart(8, '0')}`);
const shown = (place: number, generation = 1): Generation => ({ document: id(place), generation });

test('what changed, came and went between two listings is told, in the order of ids', async () => {
  const before = [shown(1), shown(2), shown(3), shown(5), shown(8), shown(9)];
  const now = [[shown(0), shown(2), shown(3, 2)], [shown(4), shown(5)], [shown(8)]];

  expect(await all(changesSince(listed(before), listed(now)))).toEqual([
    { document: id(0), generation: 1 },
    { document: id(1), generation: null },
    { document: id(3), generation: 2 },
    { document: id(4), generation: 1 },
    { document: id(9), generation: null },
  ]);
});

test('an empty listing, before or now, is one in which everything came or went', async () => {
  expect(await all(changesSince(listed([]), listed([[shown(1)]])))).toEqual([shown(1)]);
  expect(await all(changesSince(listed([shown(1)]), listed([])))).toEqual([{ document: id(1), generation: null }]);
  expect(await all(changesSince(listed([]), listed([])))).toEqual([]);
});

test('a listing is passed on as it comes, and read again from its file', async () => {
  const path = join(scratch(), 'list');
  const stretches = [[shown(1, 1_700_000_000_000), shown(2)], [shown(3, 7)]];

  expect(await all(writeList(path, listed(stretches)))).toEqual(stretches);
  expect(await all(readList(path))).toEqual(stretches.flat());
});

test('a listing that breaks off tells why', async () => {
  const away = new Error('the server is away');
  const breaking = async function* () {
    yield [shown(1)];
    throw away;
  };

  await expect(all(writeList(join(scratch(), 'list'), breaking()))).rejects.toBe(away);
});

test('where no file can be written, that is told in plain words', async () => {
  const folder = join(scratch(), 'nobody made it', 'list');

  await expect(all(writeList(folder, listed([])))).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'scratch.unavailable',
  });
});

async function* listed<Thing>(things: readonly Thing[]): AsyncGenerator<Thing> {
  yield* things;
}

async function all<Thing>(things: AsyncIterable<Thing>): Promise<readonly Thing[]> {
  const told: Thing[] = [];
  for await (const thing of things) told.push(thing);
  return told;
}

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'generation-list-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
