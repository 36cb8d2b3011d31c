import {
  Failure,
  type HarvestPlace,
  type HarvestReport,
  type HarvestSource,
  type HarvestState,
  isFailure,
  noteFailure,
  type SourceCode,
} from '@diachi/domain';
import { nextFrom, readRecords, type ToldAnswer, type ToldPage, type ToldRecord } from '@diachi/oai-pmh';
import type { Catalogue, KeptRecords } from '@diachi/ports';
import type { WebLog } from '@diachi/web';
import type { TellProgress } from '../long-work.ts';
import type { AskRepository } from './ask-repository.ts';
import { beginHarvest, type Harvest } from './begin-harvest.ts';
import { readToldRecord } from './read-told-record.ts';

export type HarvestTools = {
  readonly catalogue: Pick<Catalogue, 'source' | 'keepHarvest' | 'keepRecords' | 'setUnseenGone'>;
  readonly ask: (source: HarvestSource, signal: AbortSignal) => AskRepository;
  /** Called after each page that brought something. */
  readonly onKept: (signal: AbortSignal) => Promise<void>;
  readonly clock: () => Date;
  readonly log: WebLog;
};

const MOST_REFUSALS = 50;
const MOST_REPORTS = 10;
const GONE_AT_ONCE = 1_000;
/** A list whose token has expired is begun again so often. */
const MOST_RESTARTS = 2;
/** So many pages of nothing but what came before: the list goes round in circles. */
const MOST_PAGES_AGAIN = 20;

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
  const ask = tools.ask(source, signal);
  let report: HarvestReport | null = null;
  try {
    const begun = await beginHarvest(ask, source, state, isWholeWanted, clock());
    report = begun.report;
    const ended = await harvestPages(tools, source, begun, ask, signal, (now) => {
      report = now;
      tell({ done: counted(now), planned: now.expected, problems: now.refused });
    });
    const gone = await sweep(tools, code, ended.report, records);
    const endedAt = clock().toISOString();
    report = { ...ended.report, gone: ended.report.gone + gone, endedAt };
    const { state: before } = await catalogue.source(code);
    await keepState(tools, source, {
      ...before,
      from: ended.nextFrom,
      place: null,
      wholeAt: report.isWhole ? endedAt : before.wholeAt,
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

type Ended = { readonly report: HarvestReport; readonly nextFrom: string };

async function harvestPages(
  tools: HarvestTools,
  source: HarvestSource,
  begun: Harvest,
  ask: AskRepository,
  signal: AbortSignal,
  onPage: (report: HarvestReport) => void,
): Promise<Ended> {
  const tokens = new Set<string>();
  let harvest = begun;
  let restarts = 0;
  let pagesAgain = 0;
  let mostAgain = MOST_PAGES_AGAIN;
  for (;;) {
    signal.throwIfAborted();
    const answer = await ask(requestOf(source, harvest));
    if (harvest.token !== null && restarts < MOST_RESTARTS && hasExpired(answer)) {
      restarts += 1;
      mostAgain = harvest.report.pages + MOST_PAGES_AGAIN;
      pagesAgain = 0;
      tokens.clear();
      harvest = { ...harvest, token: null };
      continue;
    }
    const page = pageOf(answer);
    const next = harvest.nextFrom ?? nextFrom(answer.responseDate ?? harvest.report.startedAt, harvest.granularity);
    const { report, kept } = await keepPage(tools, source, harvest, page, next);
    harvest = { ...harvest, token: page.token, nextFrom: next, report };
    onPage(report);
    await tools.onKept(signal);
    if (page.token === null) return { report, nextFrom: next };
    pagesAgain = isAllAgain(page, kept) ? pagesAgain + 1 : 0;
    if (tokens.has(page.token) || pagesAgain > mostAgain) throw inCircles(report.pages);
    tokens.add(page.token);
  }
}

const requestOf = ({ set }: HarvestSource, { token, metadataPrefix, from }: Harvest) =>
  token === null
    ? ({ verb: 'ListRecords', metadataPrefix, from, set } as const)
    : ({ verb: 'ListRecords', token } as const);

const hasExpired = ({ errors }: ToldAnswer) => errors.some(({ code }) => code === 'badResumptionToken');

const isAllAgain = ({ items }: ToldPage<ToldRecord>, kept: KeptRecords): boolean =>
  kept.again >= new Set(items.map(({ identifier }) => identifier)).size;

/** That nothing matches is how an empty list is told. Fails with `harvest.refused`, in the words of the repository. */
function pageOf(answer: ToldAnswer): ToldPage<ToldRecord> {
  const [refused] = answer.errors.filter(({ code }) => code !== 'noRecordsMatch');
  if (refused) {
    const { code, words } = refused;
    throw new Failure('invalid', 'harvest.refused', `The repository refuses: ${code} ${words}`, {
      details: { code, words },
    });
  }
  return readRecords(answer);
}

async function keepPage(
  { catalogue, clock }: HarvestTools,
  source: HarvestSource,
  harvest: Harvest,
  page: ToldPage<ToldRecord>,
  next: string,
): Promise<{ readonly report: HarvestReport; readonly kept: KeptRecords }> {
  const taken = page.items.map((told) => readToldRecord(source.code, harvest.metadataPrefix, told));
  const records = taken.flatMap((one) => ('record' in one ? [one.record] : []));
  const refused = taken.flatMap((one) => ('refused' in one ? [one.refused] : []));
  let { report } = harvest;
  const kept = await catalogue.keepRecords(source, records, report.startedAt, (counts, state) => {
    report = {
      ...harvest.report,
      pages: harvest.report.pages + 1,
      fresh: harvest.report.fresh + counts.fresh,
      changed: harvest.report.changed + counts.changed,
      same: harvest.report.same + counts.same,
      gone: harvest.report.gone + counts.gone,
      refused: harvest.report.refused + refused.length,
      refusals: [...harvest.report.refusals, ...refused].slice(0, MOST_REFUSALS),
      expected: page.size ?? harvest.report.expected,
    };
    return { ...state, place: placeOf(harvest, page.token, next, report, clock()) };
  });
  if (!kept) throw changedMeanwhile(source.code);
  return { report, kept };
}

// At its end there is still the rest to be done: until then it is gone on with from its last page, which tells nothing new.
const placeOf = (
  { token, from, metadataPrefix }: Harvest,
  next: string | null,
  upTo: string,
  report: HarvestReport,
  now: Date,
): HarvestPlace | null => {
  const kept = next ?? token;
  return kept === null
    ? null
    : { token: kept, tokenAt: now.toISOString(), from, nextFrom: upTo, metadataPrefix, report };
};

/** What was not told of, though everything was asked for, is gone. A repository that has nothing all of a sudden is not believed. */
async function sweep(
  { catalogue }: HarvestTools,
  code: SourceCode,
  report: HarvestReport,
  recordsBefore: number,
): Promise<number> {
  if (!report.isWhole) return 0;
  if (recordsBefore > 0 && counted(report) === 0) throw nothingThere();
  let gone = 0;
  for (let more = GONE_AT_ONCE; more === GONE_AT_ONCE; gone += more) {
    more = await catalogue.setUnseenGone(code, report.startedAt, GONE_AT_ONCE);
  }
  return gone;
}

const counted = ({ fresh, changed, same, gone, refused }: HarvestReport) => fresh + changed + same + gone + refused;

async function noteFailed(
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
      place: state.place && { ...state.place, report: failed },
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

/** Gone on with, a harvest has one report. */
const withReport = ({ reports }: HarvestState, report: HarvestReport): readonly HarvestReport[] =>
  [report, ...reports.filter(({ startedAt }) => startedAt !== report.startedAt)].slice(0, MOST_REPORTS);

async function keepState({ catalogue }: HarvestTools, source: HarvestSource, state: HarvestState): Promise<void> {
  if (!(await catalogue.keepHarvest(source, state))) throw changedMeanwhile(source.code);
}

const changedMeanwhile = (code: SourceCode) =>
  new Failure('conflict', 'harvest.changed-meanwhile', 'The source was changed or removed while it was harvested.', {
    details: { code },
  });

const inCircles = (pages: number) =>
  new Failure('invalid', 'harvest.in-circles', 'The repository tells the same again and again.', {
    details: { pages },
  });

const nothingThere = () =>
  new Failure(
    'invalid',
    'harvest.nothing-there',
    'The repository tells of no record at all, although it had some. What was taken in before is kept.',
  );
