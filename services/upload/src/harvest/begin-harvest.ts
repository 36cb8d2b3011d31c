import { Failure, type HarvestPlace, type HarvestReport, type HarvestSource, type HarvestState } from '@diachi/domain';
import { chooseFormat, fromIn, type Identity } from '@diachi/oai-pmh';
import type { AskRepository } from './ask-repository.ts';
import { isDone } from './keep-state.ts';

/** What is being harvested, from where on; how the next page is asked for is in `token`, null before the first. */
export type Harvest = Omit<HarvestPlace, 'token' | 'tokenAt' | 'nextFrom'> & {
  readonly token: string | null;
  /** Null before the first page was answered. */
  readonly nextFrom: string | null;
  readonly granularity: Identity['granularity'];
};

/** Where a repository does not keep what it removed, everything is asked for again so often: what is not told then is gone. */
const WHOLE_AGAIN_MS = 30 * 86_400_000;

/** Goes on with a harvest that was broken off, or begins one. Fails as asking does, and with `harvest.no-format`. */
export async function beginHarvest(
  ask: AskRepository,
  source: HarvestSource,
  state: HarvestState,
  isWholeWanted: boolean,
  now: Date,
): Promise<Harvest> {
  if (state.place && !isWholeWanted) return goOn(state.place);
  const { granularity, deletedRecord } = await ask({ verb: 'Identify' }, { kind: 'identity' });
  const offered = await ask({ verb: 'ListMetadataFormats' }, { kind: 'formats' });
  const chosen = chooseFormat(offered, source.metadataPrefix);
  if (!chosen) throw noFormat(offered.map(({ prefix }) => prefix));
  const wholeAtMs = state.wholeAt === null ? null : Date.parse(state.wholeAt);
  const isStale = deletedRecord !== 'persistent' && (wholeAtMs === null || now.getTime() - wholeAtMs > WHOLE_AGAIN_MS);
  // Asked in another format, what came before says less or more than what comes now. What failed brought nothing to compare with.
  const before = state.reports.find(isDone);
  const isOther = before !== undefined && before.metadataPrefix !== chosen.prefix;
  const isWhole = isWholeWanted || state.from === null || isStale || isOther;
  return {
    token: null,
    from: isWhole || state.from === null ? null : fromIn(state.from, granularity),
    nextFrom: null,
    granularity,
    metadataPrefix: chosen.prefix,
    report: { ...NOTHING_YET, startedAt: now.toISOString(), isWhole, metadataPrefix: chosen.prefix },
  };
}

const goOn = ({ token, from, nextFrom, metadataPrefix, report }: HarvestPlace): Harvest => ({
  token,
  from,
  nextFrom,
  metadataPrefix,
  granularity: nextFrom.length > 'YYYY-MM-DD'.length ? 'second' : 'day',
  report: { ...report, endedAt: null, failure: null },
});

const NOTHING_YET: Omit<HarvestReport, 'startedAt' | 'isWhole' | 'metadataPrefix'> = {
  endedAt: null,
  pages: 0,
  fresh: 0,
  changed: 0,
  same: 0,
  gone: 0,
  refused: 0,
  refusals: [],
  expected: null,
  failure: null,
};

const noFormat = (offered: readonly string[]) =>
  new Failure(
    'invalid',
    'harvest.no-format',
    'The repository offers no format that is read here, or not the wanted one.',
    {
      details: { offered: offered.slice(0, 20).join(', ') || '–' },
    },
  );
