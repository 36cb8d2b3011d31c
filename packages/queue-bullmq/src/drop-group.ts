import { setTimeout as wait } from 'node:timers/promises';
import type { IRedisClient } from 'bullmq';
import { runScript } from './run-script.ts';

/** So many steps are forgotten at a time: Redis answers others in between. */
const PIECE = 200;
const FIRST_POLL_MS = 20;
const LONGEST_POLL_MS = 500;

export type DropTools = {
  readonly client: IRedisClient;
  readonly prefix: string;
  /** Throws when this process does not wait any more. */
  readonly stillOpen: () => void;
};

/** Forgets a group's steps and waits until none of them runs, in any process. One whose process died counts until its lock runs out. */
export async function dropGroup({ client, prefix, stillOpen }: DropTools, group: string): Promise<void> {
  let running = 0;
  for (let left = 1; left > 0; ) {
    stillOpen();
    const answer = await runScript(client, 'drop', [prefix, group, PIECE]);
    [left, running] = answer as [number, number];
  }
  for (let pollMs = FIRST_POLL_MS; running > 0; pollMs = Math.min(pollMs * 1.5, LONGEST_POLL_MS)) {
    await wait(pollMs);
    stillOpen();
    running = Number(await runScript(client, 'still-dropping', [prefix, group]));
  }
}
