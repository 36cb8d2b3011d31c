import { setTimeout as delay } from 'node:timers/promises';
import { Failure, isFailure } from '@diachi/domain';
import { rebuildCatalogueJob, step } from '@diachi/jobs';
import type { AuditEntry, AuditTrail, JobEvent, JobQueue } from '@diachi/ports';

export type HaveRebuiltTools = {
  readonly queue: Pick<JobQueue, 'add' | 'follow' | 'isUnderWay'>;
  readonly catalogue: { readonly audit: Pick<AuditTrail, 'entries'> };
  readonly wait?: (ms: number) => Promise<unknown>;
};

const LOOK_EVERY_MS = 2_000;
const LATELY = 200;

/**
 * Has the catalogue and the index rebuilt by whoever does that job, and answers how many files could not be used once it is done. One that is
 * under way already is joined. While a server is away it is waited for; fails as the job does, and with `rebuild.lost`.
 */
export async function haveRebuilt(
  { queue, catalogue, wait = delay }: HaveRebuiltTools,
  tell: (progress: { readonly done: number; readonly planned: number | null }) => void,
): Promise<number> {
  const rebuild = step(rebuildCatalogueJob, {});
  const before = await lastRebuilt(catalogue);
  let failed: JobEvent | null = null;
  const stopFollowing = queue.follow((event) => {
    if (event.id === rebuild.id && event.kind === 'failed') failed = event;
  });
  try {
    await queue.add(rebuild, { isUrgent: true });
    do await wait(LOOK_EVERY_MS);
    while (await whenAnswered(() => queue.isUnderWay(rebuild), wait));
    const after = await whenAnswered(() => lastRebuilt(catalogue), wait);
    if (!after || after.at === before?.at) throw failureOf(failed);
    const { documents, problems } = after.details;
    // How far it is meanwhile, only the worker knows.
    tell({ done: Number(documents), planned: Number(documents) });
    return Number(problems);
  } finally {
    stopFollowing();
  }
}

async function lastRebuilt({ audit }: HaveRebuiltTools['catalogue']): Promise<AuditEntry | undefined> {
  const entries = await audit.entries({ limit: LATELY });
  return entries.find(({ what }) => what === 'library.rebuilt');
}

/** The rebuild goes on elsewhere while this process cannot ask about it. */
async function whenAnswered<Answer>(ask: () => Promise<Answer>, wait: (ms: number) => Promise<unknown>) {
  for (;;) {
    try {
      return await ask();
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.kind !== 'unavailable' || thrown.code === 'queue.closed') throw thrown;
    }
    await wait(LOOK_EVERY_MS);
  }
}

function failureOf(failed: JobEvent | null): Error {
  const note = failed?.failure;
  if (!note) {
    return new Failure(
      'unavailable',
      'rebuild.lost',
      'The rebuild was lost together with the queue before it was done. Start it again.',
    );
  }
  if (note.kind === 'bug') return new Error(note.message);
  return new Failure(note.kind, note.code, note.message, { details: note.details });
}
