import { askingRoute, documentInPath, type Route } from '@diachi/web';
import { z } from 'zod';
import { longWorkAnswer, workAnswer, workLineAnswer } from './answers.ts';
import type { LongWork, TellProgress } from './long-work.ts';
import type { WorkStreams } from './work-events.ts';
import { type ReportTools, reportDocument, reportTotals, type WorkReport } from './work-report.ts';

/** Rebuilds catalogue and index from the store, telling how many documents are done. Answers how many files could not be used. */
export type Rebuild = (tell: TellProgress, signal: AbortSignal) => Promise<number>;

export type WorkRouteTools = ReportTools & {
  readonly report: () => Promise<WorkReport>;
  readonly streams: WorkStreams;
  readonly rebuild: LongWork;
  readonly rebuildAll: Rebuild;
  readonly goOn: () => Promise<void>;
};

/** How the work goes, and rebuilding. */
export const workRoutes = (tools: WorkRouteTools): readonly Route[] => [
  askingRoute({
    method: 'get',
    path: '/api/work',
    role: 'archivist',
    summary:
      'Documents in work, failed or refused, with steps done and planned, a forecast, and totals; ?documents=none leaves all but the totals out',
    asks: { query: z.object({ documents: z.string().optional().describe('none leaves all but the totals out') }) },
    answers: { body: workAnswer },
    handle: async ({ query }, _request, response) => {
      const isShort = query.documents === 'none';
      const report = isShort ? { totals: await reportTotals(tools), documents: [] } : await tools.report();
      response.set('Cache-Control', 'no-store').json(report);
    },
  }),
  {
    method: 'get',
    path: '/api/work/events',
    role: 'archivist',
    summary:
      'The same as server-sent events: snapshot, then document, removed, totals; it ends after five minutes, and is asked for again',
    answers: { type: 'text/event-stream', body: z.string() },
    handle: (request, response, visitor) => tools.streams.open(request, response, visitor),
  },
  askingRoute({
    method: 'get',
    path: '/api/work/:id',
    role: 'archivist',
    summary: 'How one document goes, in work or not',
    asks: { path: z.object({ id: documentInPath }) },
    answers: { body: workLineAnswer },
    handle: async ({ path: { id } }, _request, response) => {
      const document = await tools.catalogue.document(id);
      response.set('Cache-Control', 'no-store').json(await reportDocument(tools, document));
    },
  }),
  {
    method: 'post',
    path: '/api/rebuild',
    role: 'admin',
    summary: 'Rebuilds catalogue and index from the store; its progress is part of the work',
    body: 'json-or-form',
    answers: { status: 202, body: longWorkAnswer },
    handle: async (_request, response) => {
      response.status(202).json(await startRebuild(tools));
    },
  },
];

/** Starts rebuilding beside everything else. Fails with `rebuild.running`. */
const startRebuild = ({ rebuild, rebuildAll, goOn }: WorkRouteTools) =>
  rebuild.start(async (tell, signal) => {
    const problems = await rebuildAll(tell, signal);
    await goOn();
    return problems;
  });
