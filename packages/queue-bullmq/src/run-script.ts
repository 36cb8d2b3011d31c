import type { IRedisClient, IRedisTransaction } from 'bullmq';
import type { Redis } from 'ioredis';
import { concludeScript } from './lua/conclude.ts';
import { dropScript, stillDroppingScript } from './lua/drop.ts';
import { holdScript, isHeldScript } from './lua/hold.ts';
import { chooseScript, countScript, findScript } from './lua/look.ts';
import { momentScript } from './lua/moment.ts';
import { plantScript } from './lua/plant.ts';
import { renewScript } from './lua/renew.ts';
import { startScript } from './lua/start.ts';

/** Our scripts by name; each begins with the prefix as its first argument. */
const scripts = {
  plant: plantScript,
  start: startScript,
  conclude: concludeScript,
  renew: renewScript,
  drop: dropScript,
  'still-dropping': stillDroppingScript,
  moment: momentScript,
  hold: holdScript,
  'is-held': isHeldScript,
  choose: chooseScript,
  count: countScript,
  find: findScript,
};

export type ScriptName = keyof typeof scripts;

type Argument = string | number;

/** Makes our scripts known to a connection. */
export function defineScripts(client: IRedisClient): void {
  for (const [name, lua] of Object.entries(scripts)) client.defineCommand(commandOf(name), { numberOfKeys: 0, lua });
}

/**
 * Tells Redis every script of a connection. Outside of a transaction the connection does that by itself; in one that is refused it takes
 * a script for known that Redis never got, and would name it for ever.
 */
export async function loadScripts(redis: Redis): Promise<void> {
  const known: readonly { readonly lua: string }[] = Object.values(redis.scriptsSet);
  await Promise.all(known.map(({ lua }) => redis.script('LOAD', lua)));
}

/** Whether a transaction was refused whole, or for want of a script. */
export const mayMissScripts = (thrown: unknown): boolean =>
  thrown instanceof Error && /^(EXECABORT|NOSCRIPT)/.test(thrown.message);

/** Runs one of our scripts, whole or not at all. */
export const runScript = (client: IRedisClient, name: ScriptName, args: readonly Argument[]): Promise<unknown> =>
  client.runCommand(commandOf(name), [...args]);

/** Makes one of our scripts a part of a transaction. */
export function joinScript(transaction: IRedisTransaction, name: ScriptName, args: readonly Argument[]): void {
  transaction.runCommand(commandOf(name), [...args]);
}

const commandOf = (name: string) => `diachi:${name}`;
