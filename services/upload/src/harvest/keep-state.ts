import {
  Failure,
  type HarvestReport,
  type HarvestSource,
  type HarvestState,
  isFailure,
  noteFailure,
  type SourceCode,
} from '@diachi/domain';
import type { HarvestTools } from './harvest-tools.ts';

const MOST_REPORTS = 10;

/** Notes why a harvest failed, with what came of it until then. */
export async function noteFailed(
  tools: HarvestTools,
  code: SourceCode,
  report: HarvestReport | null,
  thrown: unknown,
): Promise<void> {
  const failure = noteFailure(thrown);
  const now = tools.clock();
  try {
    const { source, state } = await tools.catalogue.source(code);
    const told: HarvestReport = report ?? {
      ...{ startedAt: now.toISOString(), isWhole: state.from === null, metadataPrefix: source.metadataPrefix },
      ...{ pages: 0, fresh: 0, changed: 0, same: 0, gone: 0, refused: 0, refusals: [], expected: null },
      ...{ endedAt: null, failure: null },
    };
    const failed = { ...told, endedAt: now.toISOString(), failure };
    await tools.catalogue.keepHarvest(source, {
      ...state,
      // What leads in circles is not gone on with.
      place: failure.code === 'harvest.in-circles' ? null : state.place && { ...state.place, report: failed },
      notBefore: failure.code === 'harvest.busy' ? minutesLater(now, Number(failure.details['minutes'])) : null,
      reports: withReport(state, failed),
    });
  } catch (cannot) {
    // Why it failed is what is told; that it could not be written down is for the log.
    if (!isFailure(cannot)) throw cannot;
    tools.log.warn({ err: cannot, source: code }, 'how a harvest ended could not be written down');
  }
}

const minutesLater = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();

/** A harvest that came to its end. */
export const isDone = ({ endedAt, failure }: HarvestReport): boolean => endedAt !== null && failure === null;

/** Gone on with, a harvest has one report. However many failed since, the last that came to its end is kept. */
export function withReport({ reports }: HarvestState, report: HarvestReport): readonly HarvestReport[] {
  const all = [report, ...reports.filter(({ startedAt }) => startedAt !== report.startedAt)];
  const done = all.find(isDone);
  const last = all.slice(0, MOST_REPORTS);
  return done && !last.includes(done) ? [...last.slice(0, -1), done] : last;
}

/** Fails with `harvest.changed-meanwhile`. */
export async function keepState(
  { catalogue }: HarvestTools,
  source: HarvestSource,
  state: HarvestState,
): Promise<void> {
  if (!(await catalogue.keepHarvest(source, state))) throw changedMeanwhile(source.code);
}

export const changedMeanwhile = (code: SourceCode) =>
  new Failure('conflict', 'harvest.changed-meanwhile', 'The source was changed or removed while it was harvested.', {
    details: { code },
  });
