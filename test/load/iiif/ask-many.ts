import { percentile } from '../search/percentile.ts';
import { openAsker } from './open-asker.ts';
import type { MeasuredServer } from './start-server.ts';

export type Measured = {
  readonly what: string;
  readonly clients: number;
  readonly answers: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly perSecond: number;
  /** Of the server, for one answer. */
  readonly cpuMs: number;
  readonly bytes: number;
};

/** Asks a server for all of these, by so many clients of whom each asks for the next when it has its answer. Fails on any answer but 200. */
export async function askMany(
  server: MeasuredServer,
  what: string,
  paths: readonly string[],
  clients: number,
): Promise<Measured> {
  const askers = await Promise.all(Array.from({ length: clients }, () => openAsker(server.port)));
  const times: number[] = [];
  let next = 0;
  let bytes = 0;
  const before = await server.used();
  const beganMs = performance.now();
  const askAll = async ({ ask }: (typeof askers)[number]) => {
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
      const askedMs = performance.now();
      const got = await ask(path);
      times.push(performance.now() - askedMs);
      bytes += got;
    }
  };
  await Promise.all(askers.map(askAll));
  const seconds = (performance.now() - beganMs) / 1_000;
  const cpuSeconds = (await server.used()).seconds - before.seconds;
  for (const asker of askers) asker.close();
  const answers = times.length;
  return {
    what,
    clients,
    answers,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    perSecond: answers / seconds,
    cpuMs: (cpuSeconds * 1_000) / answers,
    bytes: bytes / answers,
  };
}
