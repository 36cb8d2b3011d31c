import { Readable } from 'node:stream';
import { Failure, parseChecksum } from '@diachi/domain';
import { expect, test } from 'vitest';
import { sha256 } from '../testing/send-file.ts';
import { fileState } from './file-state.ts';

const scan = Buffer.from('a scan');
const checksum = parseChecksum(sha256(scan));
const away = () => new Failure('unavailable', 'store.unavailable', 'EIO');
const missing = () => new Failure('missing', 'object.missing', 'There is none.');

/** A store that answers each reading of the file as it is told, and the last way from then on; others are answered as `other` says. */
function stateWith(answers: readonly (Buffer | Failure)[], other: Buffer | Failure = Buffer.from('another')) {
  const left = [...answers];
  const rests: number[] = [];
  const read = async (key: string) => {
    const answer = key === 'scan' ? ((left.length > 1 ? left.shift() : left[0]) ?? missing()) : other;
    if (answer instanceof Failure) throw answer;
    return Readable.from([answer]);
  };
  const tools = {
    store: { read },
    others: () => ['scan', 'other'],
    rest: async (tried: number) => void rests.push(tried),
  };
  return { state: fileState(tools, 'scan', checksum), rests };
}

test('a file that is given at the third try is whole, and was let alone in between', async () => {
  const { state, rests } = stateWith([away(), away(), scan]);

  expect(await state).toBe('whole');
  expect(rests).toEqual([1, 2]);
});

test('one that came wrong once, and right when it was read again, is whole', async () => {
  expect(await stateWith([Buffer.from('a scar'), scan]).state).toBe('whole');
});

test('one that comes wrong each time is damaged', async () => {
  expect(await stateWith([Buffer.from('a scar')]).state).toBe('damaged');
});

test('one that is never given, while others are, is unreadable', async () => {
  expect(await stateWith([away()]).state).toBe('unreadable');
  expect(await stateWith([away()], missing()).state).toBe('unreadable');
});

test('where nothing is given the store is away, and nothing is said of the file', async () => {
  await expect(stateWith([away()], away()).state).rejects.toMatchObject({ code: 'store.unavailable' });
});

test('one whose name no store could keep is missing', async () => {
  expect(await stateWith([new Failure('invalid', 'object.bad-key', 'No key.')]).state).toBe('missing');
});
