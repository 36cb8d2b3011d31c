import type { Run } from './run-readers.ts';
import { summarise } from './summary.ts';
import { textTable } from './text-table.ts';

/** What a run wrote with `--json`. */
export type KeptRuns = { readonly set: string; readonly engine: string; readonly runs: readonly Run[] };

/** Which pages got better and which worse from one run to another, reader by reader, the largest differences first. */
export function compareRuns(before: KeptRuns, after: KeptRuns): readonly string[] {
  const readers = [...new Set(after.runs.map(({ reader }) => reader))];
  return readers.flatMap((reader) => {
    const earlier = new Map(before.runs.filter((run) => run.reader === reader).map((run) => [run.page, run]));
    const pairs = after.runs.flatMap((run) => {
      const old = run.reader === reader ? earlier.get(run.page) : undefined;
      return old ? [{ old, run, change: run.errors.characters.edits - old.errors.characters.edits }] : [];
    });
    if (pairs.length === 0) return [];
    const rows = pairs
      .filter(({ change, old, run }) => change !== 0 || old.kind !== run.kind)
      .toSorted((one, other) => Math.abs(other.change) - Math.abs(one.change))
      .map(({ old, run, change }) => [
        run.page,
        change < 0 ? 'better' : change > 0 ? 'worse' : 'other kind',
        percent(old),
        percent(run),
        String(change),
        old.kind === run.kind ? '' : `${old.kind} → ${run.kind}`,
      ]);
    const [was, is] = [summarise(pairs.map(({ old }) => old)), summarise(pairs.map(({ run }) => run))];
    const figures = (['characterError', 'wordError', 'toneError', 'anyOrderError', 'cpu'] as const).map(
      (figure) => `${figure} ${was[figure].toFixed(2)} → ${is[figure].toFixed(2)}`,
    );
    const better = pairs.filter(({ change }) => change < 0).length;
    const worse = pairs.filter(({ change }) => change > 0).length;
    return [
      `${reader}: ${pairs.length} pages, ${better} better, ${worse} worse; ${figures.join(', ')}`,
      ...(rows.length === 0 ? [] : textTable(['page', '', 'CER % before', 'after', 'characters', 'kind'], rows, 2)),
      '',
    ];
  });
}

const percent = ({ errors: { characters } }: Run) => ((100 * characters.edits) / Math.max(1, characters.of)).toFixed(2);
