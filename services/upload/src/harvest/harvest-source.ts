import { Failure, type HarvestReport, type HarvestSource, type SourceCode } from '@diachi/domain';
import { nextFrom, readRecords, type ToldAnswer, type ToldPage, type ToldRecord } from '@diachi/oai-pmh';
import type { KeptRecords } from '@diachi/ports';
import type { TellProgress } from '../long-work.ts';
import type { AskRepository } from './ask-repository.ts';
import { beginHarvest, type Harvest } from './begin-harvest.ts';
import type { HarvestTools } from './harvest-tools.ts';
import { keepPage } from './keep-page.ts';
import { keepState, noteFailed, withReport } from './keep-state.ts';

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
