import { Failure, type HarvestReport, type SourceCode } from '@diachi/domain';
import { counted } from './counted.ts';
import type { HarvestTools } from './harvest-tools.ts';

const GONE_AT_ONCE = 1_000;
/** What a repository tells of its size may be an estimate; a list that ends far before it was cut short. */
const NEARLY_ALL = 0.9;

/**
 * What was not told of, though everything was asked for and told, is gone. Answers how much. A repository that has nothing all of a sudden is not
 * believed: that fails with `harvest.nothing-there`.
 */
export async function sweep(
  { catalogue, log }: Pick<HarvestTools, 'catalogue' | 'log'>,
  code: SourceCode,
  report: HarvestReport,
  recordsBefore: number,
  signal: AbortSignal,
): Promise<number> {
  if (!report.isWhole) return 0;
  const told = counted(report);
  if (recordsBefore > 0 && told === 0) throw nothingThere();
  if (report.expected !== null && told < report.expected * NEARLY_ALL) {
    log.warn(
      { source: code, told, expected: report.expected },
      'a list ended before its end: what it did not tell of is kept',
    );
    return 0;
  }
  let gone = 0;
  for (let more = GONE_AT_ONCE; more === GONE_AT_ONCE; gone += more) {
    // Whoever has it in hand by now may have begun anew.
    signal.throwIfAborted();
    more = await catalogue.setUnseenGone(code, report.startedAt, GONE_AT_ONCE);
  }
  return gone;
}

const nothingThere = () =>
  new Failure(
    'invalid',
    'harvest.nothing-there',
    'The repository tells of no record at all, although it had some. What was taken in before is kept.',
  );
