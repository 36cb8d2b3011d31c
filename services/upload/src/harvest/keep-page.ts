import type { HarvestPlace, HarvestReport, HarvestSource } from '@diachi/domain';
import type { KeptRecords } from '@diachi/ports';
import type { Harvest } from './begin-harvest.ts';
import type { HarvestTools } from './harvest-tools.ts';
import { changedMeanwhile } from './keep-state.ts';
import type { TakenPage } from './reading/read-told.ts';

const MOST_REFUSALS = 50;

/** Keeps what a page of a list told, and how far the harvest is with it, in one. Fails with `harvest.changed-meanwhile`. */
export async function keepPage(
  { catalogue, clock }: HarvestTools,
  source: HarvestSource,
  harvest: Harvest,
  { taken, token, size }: TakenPage,
  next: string,
): Promise<{ readonly report: HarvestReport; readonly kept: KeptRecords }> {
  const records = taken.flatMap((one) => ('record' in one ? [one.record] : []));
  const refused = taken.flatMap((one) => ('refused' in one ? [one.refused] : []));
  // What cannot be taken in any more is still there: what was known of it stays.
  const stillThere = taken.flatMap((one) => ('refused' in one && one.id !== null ? [one.id] : []));
  let { report } = harvest;
  const told = { records, stillThere };
  const kept = await catalogue.keepRecords(source, told, report.startedAt, (counts, state) => {
    report = {
      ...harvest.report,
      pages: harvest.report.pages + 1,
      fresh: harvest.report.fresh + counts.fresh,
      changed: harvest.report.changed + counts.changed,
      same: harvest.report.same + counts.same,
      gone: harvest.report.gone + counts.gone,
      refused: harvest.report.refused + refused.length,
      refusals: [...harvest.report.refusals, ...refused].slice(0, MOST_REFUSALS),
      expected: size ?? harvest.report.expected,
    };
    return { ...state, place: placeOf(harvest, token, next, report, clock()) };
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
