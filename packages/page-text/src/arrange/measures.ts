import type { Span } from './bands.ts';
import type { Line } from './line.ts';
import { median, quantile } from './median.ts';

/** What is usual in some lines, in pixels. */
export type Measures = {
  /** Type size, by words. */
  readonly size: number;
  /** From baseline to baseline. */
  readonly pitch: number;
};

export function measuresOf(columns: readonly (readonly Line[])[]): Measures {
  const lines = columns.flat();
  const size = median(lines.flatMap((line) => line.words.map(() => line.size)));
  const usual = lines.filter((line) => line.pitch < 2.5 * size && Math.abs(line.size - size) < 0.12 * size);
  return { size, pitch: median(usual.map(({ pitch }) => pitch)) || 1.3 * size };
}

/** Where a column's lines begin and end: a stain at their side or a line that hangs out does not move its edges. */
export function edgesOf(lines: readonly Line[], frame: Span): Span {
  if (lines.length < 5) return frame;
  return {
    from: quantile(
      lines.map(({ left }) => left),
      0.05,
    ),
    to: quantile(
      lines.map(({ right }) => right),
      0.9,
    ),
  };
}
