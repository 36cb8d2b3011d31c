import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';

// Below those that systems give to whoever calls others: such a one could be taken between being found free and being used. Above those browsers refuse.
const FIRST = 20_000;
const LAST = 32_000;
const TRIES = 100;

// A server listens some time after its port was found. Until then nobody else may find it: files of tests that run at once look in stretches of
// their own, and one file finds no port twice.
// As many stretches as files may run at once, which vitest numbers from 1, and one for whoever is no file of tests.
const STRETCHES = availableParallelism() + 2;
const LENGTH = Math.floor((LAST - FIRST) / STRETCHES);
const given = new Set<number>();

/** A port nobody listens at on this machine right now, and that no call to another program and no other test is given meanwhile. */
export async function freePort(): Promise<number> {
  const first = FIRST + (Number(process.env['VITEST_POOL_ID'] ?? 0) % STRETCHES) * LENGTH;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const port = randomInt(first, first + LENGTH);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port between ${first} and ${first + LENGTH} is free`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    const listening = once(server, 'listening');
    server.listen(port, '127.0.0.1');
    await listening;
  } catch {
    // Somebody listens there.
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
