import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ServerTells } from './server-messages.ts';

export type MeasuredServer = {
  readonly port: number;
  /** Processor time used until now, and memory held now. */
  used(): Promise<{ readonly seconds: number; readonly rssMb: number }>;
  close(): Promise<void>;
};

/** Starts a program of this folder as a server of its own. Fails when it ends before it answers. */
export async function startServer(program: string, args: readonly string[]): Promise<MeasuredServer> {
  const child = fork(join(import.meta.dirname, program), args, { execArgv: ['--conditions=source'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${program} ended with ${code}`);
  });
  ended.catch(() => undefined);
  const told = async (): Promise<ServerTells> =>
    (await Promise.race([once(child, 'message'), ended]))[0] as ServerTells;
  const opened = await told();
  if (opened.kind !== 'open') throw new Error(`${program} did not say where it answers`);
  return {
    port: opened.port,
    used: async () => {
      const telling = told();
      child.send('used');
      const used = await telling;
      if (used.kind !== 'cpu') throw new Error(`${program} did not say what it used`);
      return used;
    },
    close: async () => {
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}
