import { type ReportTools, reportWork, type WorkReport } from './work-report.ts';

/** How long a report holds when nothing was told of the work since; not everything that changes it is told. */
const KEPT_MS = 300;

/** Makes the function that reports the work, once for all who ask at the same moment. */
export function createRecentReport(tools: ReportTools): () => Promise<WorkReport> {
  let last: { readonly report: Promise<WorkReport>; readonly atMs: number } | null = null;
  const forget = () => {
    last = null;
  };
  tools.board.follow(forget);
  return () => {
    if (last && performance.now() - last.atMs < KEPT_MS) return last.report;
    const report = reportWork(tools);
    last = { report, atMs: performance.now() };
    report.catch(forget);
    return report;
  };
}
