import { expect, test } from 'vitest';
import { freePort } from './free-port.ts';

test('no port is given twice, also before anybody listens at it', async () => {
  const ports: number[] = [];
  for (let count = 0; count < 200; count += 1) ports.push(await freePort());

  expect(new Set(ports).size).toBe(ports.length);
});

test('files of tests that run at once are given ports apart from each other', async () => {
  const own = process.env['VITEST_POOL_ID'];
  const portsOf = async (pool: string) => {
    process.env['VITEST_POOL_ID'] = pool;
    return [await freePort(), await freePort(), await freePort()];
  };

  const [first, second] = [await portsOf('1'), await portsOf('2')];
  process.env['VITEST_POOL_ID'] = own;

  expect(Math.max(...first)).toBeLessThan(Math.min(...second));
});
