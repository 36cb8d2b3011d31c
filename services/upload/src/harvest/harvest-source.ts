import type { HarvestReport, SourceCode } from '@diachi/domain';
import type { TellProgress } from '../long-work.ts';
import { beginHarvest } from './begin-harvest.ts';
import { counted } from './counted.ts';
import { harvestPages } from './harvest-pages.ts';
import type { HarvestTools } from './harvest-tools.ts';
import { keepState, noteFailed, withReport } from './keep-state.ts';
import { sweep } from './sweep.ts';

/** Harvests a source to its end, page after page, each kept with how far that is. Answers how many records could not be taken in. */
export async function harvestSource(
  tools: HarvestTools,
  code: SourceCode,
  isWholeWanted: boolean,
  tell: TellProgress,
  signal: AbortSignal,
): Promise<number> {
  const { catalogue, clock } = tools;
  const { source, state, records } = await catalogue.source(code);
  await keepState(tools, source, { ...state, triedAt: clock().toISOString(), notBefore: null });
  const ask = tools.ask(source);
  let report: HarvestReport | null = null;
  try {
    const begun = await beginHarvest(ask, source, state, isWholeWanted, clock());
    report = begun.report;
    const ended = await harvestPages({ tools, source, ask, signal }, begun, (now) => {
      report = now;
      tell({ done: counted(now), planned: now.expected, problems: now.refused });
    });
    const gone = ended.isWholeTold ? await sweep(tools, code, ended.report, records, signal) : 0;
    const endedAt = clock().toISOString();
    report = { ...ended.report, gone: ended.report.gone + gone, endedAt };
    const { state: before } = await catalogue.source(code);
    await keepState(tools, source, {
      ...before,
      from: ended.nextFrom,
      place: null,
      wholeAt: report.isWhole && ended.isWholeTold ? endedAt : before.wholeAt,
      reports: withReport(before, report),
    });
    await tools.onKept(signal);
    return report.refused;
  } catch (thrown) {
    // Called off, it is gone on with; there is nothing to tell of.
    if (!signal.aborted) await noteFailed(tools, code, report, thrown);
    throw thrown;
  }
}
