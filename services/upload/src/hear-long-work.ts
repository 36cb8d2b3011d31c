import type { LongWorkState } from './told-progress.ts';
import type { ReportTools } from './work-report.ts';
import type { WorkTools } from './work-tools.ts';

const HEAR_EVERY_MS = 2_000;

export type HearTools = Pick<ReportTools, 'rebuild' | 'inspection'> &
  Pick<WorkTools, 'log'> & {
    /** How the rest goes on that takes long: verifying, and the harvests. */
    readonly others: () => Promise<readonly (LongWorkState | null)[]>;
    /** Whether anybody wants to hear of it. */
    readonly isWanted: () => boolean;
    readonly onChange: () => Promise<void>;
  };

/** Looks how long work goes on in other processes, which tell nothing of it here, until the returned function is called. */
export function hearLongWork({ rebuild, inspection, others, log, isWanted, onChange }: HearTools): () => void {
  let heard = '';
  const hear = async () => {
    const now = JSON.stringify(await Promise.all([rebuild.state(), inspection.state(), others()]));
    if (now === heard) return;
    heard = now;
    await onChange();
  };
  const hearing = setInterval(() => {
    if (!isWanted()) return;
    hear().catch((thrown: unknown) => log.warn({ err: thrown }, 'work elsewhere could not be told'));
  }, HEAR_EVERY_MS);
  hearing.unref();
  return () => clearInterval(hearing);
}
