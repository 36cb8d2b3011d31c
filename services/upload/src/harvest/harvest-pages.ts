import { createHash } from 'node:crypto';
import { Failure, type HarvestReport, type HarvestSource, isFailure } from '@diachi/domain';
import { nextFrom } from '@diachi/oai-pmh';
import type { KeptRecords } from '@diachi/ports';
import type { AskRepository } from './ask-repository.ts';
import type { Harvest } from './begin-harvest.ts';
import { counted } from './counted.ts';
import type { HarvestTools } from './harvest-tools.ts';
import { keepPage } from './keep-page.ts';
import type { TakenPage } from './reading/read-told.ts';

/** A list whose token has expired is begun again so often. */
const MOST_RESTARTS = 2;
/** So many pages of nothing but what came before: the list goes round in circles. */
const MOST_PAGES_AGAIN = 20;
/** No library has more; a list that goes on beyond is made up while it is read, and would fill every disk. */
const MOST_TOLD = 5_000_000;
const MOST_PAGES = 500_000;
/** What is answered to a token of a list that is there no more, by repositories that do not say so in the words of the protocol. */
const DEAD_TOKEN = new Set(['harvest.status', 'harvest.not-oai']);

export type PagesTools = {
  readonly tools: HarvestTools;
  readonly source: HarvestSource;
  readonly ask: AskRepository;
  readonly signal: AbortSignal;
};

export type PagesEnded = {
  readonly report: HarvestReport;
  readonly nextFrom: string;
  /** The list told everything it was asked for: what it did not tell of is not there. */
  readonly isWholeTold: boolean;
};

/** Harvests a list page after page to its end. Fails as asking and keeping do, and with `harvest.refused`, `harvest.in-circles` or `harvest.without-end`. */
export async function harvestPages(
  { tools, source, ask, signal }: PagesTools,
  begun: Harvest,
  onPage: (report: HarvestReport) => void,
): Promise<PagesEnded> {
  const tokens = new Set<string>();
  let harvest = begun;
  let isFirst = true;
  let restarts = 0;
  let pagesAgain = 0;
  let mostAgain = MOST_PAGES_AGAIN;
  for (;;) {
    signal.throwIfAborted();
    const isGoneOn = isFirst && harvest.token !== null;
    isFirst = false;
    const told = await ask(requestOf(source, harvest), taskOf(source, harvest)).catch((thrown: unknown) => {
      if (isGoneOn && isFailure(thrown) && DEAD_TOKEN.has(thrown.code)) return null;
      throw thrown;
    });
    const isLost = harvest.token !== null && (told === null || isListLost(told, harvest, isGoneOn));
    if (told === null || (isLost && restarts < MOST_RESTARTS)) {
      restarts += 1;
      mostAgain = harvest.report.pages + MOST_PAGES_AGAIN;
      pagesAgain = 0;
      tokens.clear();
      harvest = { ...harvest, token: null };
      continue;
    }
    refuse(told);
    const next = harvest.nextFrom ?? nextFrom(told.responseDate, harvest.report.startedAt, harvest.granularity);
    const { report, kept } = await keepPage(tools, source, harvest, told, next);
    harvest = { ...harvest, token: told.token, nextFrom: next, report };
    onPage(report);
    await tools.onKept(signal);
    if (told.token === null) return { report, nextFrom: next, isWholeTold: !isLost };
    pagesAgain = isAllAgain(told, kept) ? pagesAgain + 1 : 0;
    if (tokens.has(markOf(told.token)) || pagesAgain > mostAgain) throw inCircles(report.pages);
    if (counted(report) > MOST_TOLD || report.pages > MOST_PAGES) throw withoutEnd(counted(report));
    tokens.add(markOf(told.token));
  }
}

/** Short, for tokens may be long and many. */
const markOf = (token: string): string => createHash('sha256').update(token).digest('base64').slice(0, 16);

const taskOf = ({ code }: HarvestSource, { metadataPrefix }: Harvest) =>
  ({ kind: 'page', source: code, metadataPrefix }) as const;

const requestOf = ({ set }: HarvestSource, { token, metadataPrefix, from }: Harvest) =>
  token === null
    ? ({ verb: 'ListRecords', metadataPrefix, from, set } as const)
    : ({ verb: 'ListRecords', token } as const);

/** Some say of a token they do not know that nothing matches. Of what changed that may be; of everything, the rest cannot have gone. */
const isListLost = ({ errors }: TakenPage, { report }: Harvest, isGoneOn: boolean): boolean =>
  errors.some(({ code }) => (code === 'noRecordsMatch' ? report.isWhole : isGoneOn || code === 'badResumptionToken'));

const isAllAgain = ({ named }: TakenPage, kept: KeptRecords): boolean => kept.again >= named;

/** That nothing matches is how an empty list is told. Fails with `harvest.refused`, in the words of the repository. */
function refuse({ errors }: TakenPage): void {
  const [refused] = errors.filter(({ code }) => code !== 'noRecordsMatch');
  if (!refused) return;
  const { code, words } = refused;
  throw new Failure('invalid', 'harvest.refused', `The repository refuses: ${code} ${words}`, {
    details: { code, words },
  });
}

const inCircles = (pages: number) =>
  new Failure('invalid', 'harvest.in-circles', 'The repository tells the same again and again.', {
    details: { pages },
  });

const withoutEnd = (records: number) =>
  new Failure(
    'invalid',
    'harvest.without-end',
    `The list of the repository has no end: ${records} records were told.`,
    {
      details: { records },
    },
  );
