import { Failure, noteFailure } from '@diachi/domain';
import type { Route } from '@diachi/web';
import type { WorkStreams } from './work-events.ts';
import { reportTotals, type WorkReport } from './work-report.ts';
import type { WorkTools } from './work-tools.ts';

/** Rebuilds catalogue and index from the store, telling how many documents are done. Answers how many files could not be used. */
export type Rebuild = (
  tell: (progress: { readonly done: number; readonly planned: number | null }) => void,
) => Promise<number>;

export type WorkRouteTools = WorkTools & {
  readonly report: () => Promise<WorkReport>;
  readonly streams: WorkStreams;
  readonly rebuild: Rebuild;
  readonly goOn: () => Promise<void>;
};

/** How the work goes, and rebuilding. */
export const workRoutes = (tools: WorkRouteTools): readonly Route[] => [
  {
    method: 'get',
    path: '/api/work',
    role: 'archivist',
    summary:
      'Documents in work, failed or refused, with steps done and planned, a forecast, and totals; ?documents=none leaves all but the totals out',
    handle: async (request, response) => {
      const isShort = request.query['documents'] === 'none';
      const report = isShort ? { totals: await reportTotals(tools), documents: [] } : await tools.report();
      response.set('Cache-Control', 'no-store').json(report);
    },
  },
  {
    method: 'get',
    path: '/api/work/events',
    role: 'archivist',
    summary: 'The same as server-sent events: snapshot, then document, removed, totals',
    handle: (request, response) => tools.streams.open(request, response),
  },
  {
    method: 'post',
    path: '/api/rebuild',
    role: 'admin',
    summary: 'Rebuilds catalogue and index from the store; its progress is part of the work',
    body: 'json-or-form',
    handle: async (_request, response) => {
      startRebuild(tools);
      response.status(202).json(tools.board.rebuild);
    },
  },
];

/** Starts rebuilding beside everything else. Fails with `rebuild.running`. */
function startRebuild({ board, rebuild, goOn, log }: WorkRouteTools): void {
  if (board.rebuild?.isRunning) {
    throw new Failure('conflict', 'rebuild.running', 'A rebuild is under way already.');
  }
  let progress: { readonly done: number; readonly planned: number | null } = { done: 0, planned: null };
  let problems = 0;
  const tell = (isRunning: boolean, failure: unknown = null) => {
    board.rebuild = { ...progress, problems, isRunning, failure: failure === null ? null : noteFailure(failure) };
    board.tell(null);
  };
  tell(true);
  rebuild((now) => {
    progress = now;
    tell(true);
  })
    .then((count) => {
      problems = count;
      return goOn();
    })
    .then(
      () => tell(false),
      (thrown: unknown) => {
        log.error({ err: thrown }, 'the rebuild failed');
        tell(false, thrown);
      },
    );
}
