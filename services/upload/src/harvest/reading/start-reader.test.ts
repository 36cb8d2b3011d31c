import { parseSourceCode } from '@diachi/domain';
import { expect, onTestFinished, test } from 'vitest';
import { dublinCoreRecord, identityOf, recordsOf } from '../../testing/foreign-repository.ts';
import { type ReaderLimits, startReader } from './start-reader.ts';

const LIMITS: ReaderLimits = { most: 32 * 2 ** 20, timeLimitMs: 60_000, memoryMb: 384 };
const task = { kind: 'page', source: parseSourceCode('kho-ban'), metadataPrefix: 'oai_dc' } as const;

function open(limits: Partial<ReaderLimits> = {}) {
  const reader = startReader({ ...LIMITS, ...limits });
  onTestFinished(() => reader.close());
  return reader;
}

const good = Buffer.from(recordsOf([dublinCoreRecord(1)], 'next'));
/** Well-formed, and takes seconds and a gigabyte to read. */
const hostile = Buffer.from(`<OAI-PMH><!--${'- '.repeat(12_000_000)}--></OAI-PMH>`);

test('answers are read in a thread, one after the other', async () => {
  const reader = open();

  expect(await reader.read(Buffer.from(identityOf('no')), { kind: 'identity' })).toMatchObject({
    told: { name: 'Kho bạn', deletedRecord: 'no' },
  });
  expect(await reader.read(good, task)).toMatchObject({ told: { token: 'next', taken: [{ record: {} }] } });
  expect(await reader.read(Buffer.from('<html></html>'), task)).toMatchObject({ fault: 'not-oai' });
  expect(await reader.read(good, task)).toMatchObject({ told: { token: 'next' } });
});

test('what takes more memory than there is for it is unreadable, and the next is read', async () => {
  const reader = open({ memoryMb: 64 });

  expect(await reader.read(hostile, task)).toEqual({ fault: 'unreadable', why: 'It takes too much memory to read.' });
  expect(await reader.read(good, task)).toMatchObject({ told: { token: 'next' } });
});

test('what takes longer than there is time for it is unreadable', async () => {
  const reader = open({ timeLimitMs: 1 });

  expect(await reader.read(hostile, task)).toEqual({ fault: 'unreadable', why: 'It takes too long to read.' });
});
