import type { Step } from '@diachi/jobs';
import type { JobDepth } from '@diachi/ports';
import type { IRedisClient } from 'bullmq';
import { refOf } from './key-names.ts';
import { runScript } from './run-script.ts';

const AT_ONCE = 500;

type LookTools = { readonly client: IRedisClient; readonly prefix: string };

/** Steps of each job: waiting, waiting for others, and running. */
export async function countSteps({ client, prefix }: LookTools, jobs: readonly string[]): Promise<readonly JobDepth[]> {
  const counts = (await runScript(client, 'count', [prefix, ...jobs])) as readonly number[];
  const count = (place: number, of: number) => counts[3 * place + of] ?? 0;
  return jobs.map((job, place) => ({
    job,
    waiting: count(place, 0),
    blocked: count(place, 1),
    running: count(place, 2),
  }));
}

/** Whether a step waits or runs, or something it waits for does. One whose tree was not taken whole does not: adding it again makes it whole. */
export async function findStep({ client, prefix }: LookTools, root: Step): Promise<boolean> {
  const find = async (refs: readonly string[]) =>
    (await runScript(client, 'find', [prefix, ...refs])) as readonly number[];

  const [there] = await find([refOf(root.job, root.id)]);
  if (there === 1) return true;
  if (there === 2) return false;
  let refs: string[] = [];
  for (const step of stepsBelow(root)) {
    refs.push(refOf(step.job, step.id));
    if (refs.length < AT_ONCE) continue;
    if ((await find(refs)).includes(1)) return true;
    refs = [];
  }
  return refs.length > 0 && (await find(refs)).includes(1);
}

function* stepsBelow(root: Step): Iterable<Step> {
  const way = [...root.after];
  for (let step = way.pop(); step; step = way.pop()) {
    yield step;
    way.push(...step.after);
  }
}
