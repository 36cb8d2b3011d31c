import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

// Below those that systems give to whoever calls others: such a one could be taken between being found free and being used. Above those browsers refuse.
const FIRST = 20_000;
const LAST = 32_000;
const TRIES = 100;

/** A port nobody listens at on this machine right now, and that no call to another program is given meanwhile. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const port = randomInt(FIRST, LAST);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port between ${FIRST} and ${LAST} is free`);
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
