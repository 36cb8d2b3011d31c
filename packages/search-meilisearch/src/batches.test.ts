import { expect, test } from 'vitest';
import { type Batch, batchLines } from './batches.ts';

async function batchesOf(texts: readonly string[], mostBytes: number): Promise<readonly Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of batchLines(
    texts.map((text) => ({ text })),
    mostBytes,
  ))
    batches.push(batch);
  return batches;
}

test('no batch is larger than it may be, counted in bytes and not in letters', async () => {
  const batches = await batchesOf(Array(50).fill('địa chí tỉnh nhà'), 200);

  expect(batches.length).toBeGreaterThan(5);
  for (const { lines } of batches) expect(Buffer.byteLength(`${lines.join('\n')}\n`)).toBeLessThanOrEqual(200);
  expect(batches.flatMap(({ lines }) => lines)).toHaveLength(50);
});

test('an entry larger than a batch goes alone', async () => {
  const batches = await batchesOf(['a', 'b'.repeat(500), 'c'], 100);

  expect(batches.map(({ lines }) => lines.length)).toEqual([1, 1, 1]);
});

test('only the last batch says it is the last, and there is always one', async () => {
  expect(await batchesOf([], 100)).toEqual([{ lines: [], isLast: true }]);
  const ends = (await batchesOf(Array(9).fill('muối'), 60)).map(({ isLast }) => isLast);

  expect(ends).toEqual([false, false, true]);
});
