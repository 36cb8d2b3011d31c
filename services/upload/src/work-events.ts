import type { DocumentId } from '@diachi/domain';
import type { Request, Response } from 'express';
import { documentIfThere } from './document-if-there.ts';
import { hearLongWork } from './hear-long-work.ts';
import { type ReportTools, reportDocument, reportTotals, type WorkLine, type WorkReport } from './work-report.ts';
import type { WorkTools } from './work-tools.ts';

export type StreamTools = ReportTools & Pick<WorkTools, 'log'>;

const GATHER_MS = 400;
const HEARTBEAT_MS = 20_000;
/** Whoever reads more slowly than we write is sent away and comes back for a fresh snapshot. */
const MOST_UNREAD_BYTES = 1 << 20;

export type WorkStreams = { open(request: Request, response: Response): Promise<void>; close(): void };

/**
 * Progress as server-sent events: `snapshot` with the whole report, then `document` with a line that changed, `removed` with an id, and `totals`.
 * Changes are gathered for a moment, because a page's steps come in bursts.
 */
export function createWorkStreams(tools: StreamTools, reportAll: () => Promise<WorkReport>): WorkStreams {
  const open = new Set<Response>();
  const changed = new Set<DocumentId>();
  let gathering: NodeJS.Timeout | undefined;

  const send = (response: Response, event: string, value: unknown) => {
    if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
    else response.write(`event: ${event}\ndata: ${JSON.stringify(value)}\n\n`);
  };
  const sendAll = (event: string, value: unknown) => {
    for (const response of open) send(response, event, value);
  };

  const flush = async () => {
    const ids = [...changed];
    changed.clear();
    for (const id of ids) {
      const line = await findLine(tools, id);
      if (line) sendAll('document', line);
      else sendAll('removed', { id });
    }
    sendAll('totals', await reportTotals(tools));
  };

  const unfollow = tools.board.follow((id) => {
    if (open.size === 0) return;
    if (id) changed.add(id);
    gathering ??= setTimeout(() => {
      gathering = undefined;
      flush().catch((thrown: unknown) => tools.log.warn({ err: thrown }, 'progress could not be told'));
    }, GATHER_MS);
  });
  const heartbeat = setInterval(() => {
    for (const response of open) response.write(': here\n\n');
  }, HEARTBEAT_MS);
  heartbeat.unref();

  const tellTotals = async () => sendAll('totals', await reportTotals(tools));
  const hearNoMore = hearLongWork({ ...tools, isWanted: () => open.size > 0, onChange: tellTotals });

  return {
    open: async (_request, response) => {
      const meanwhile = new Set<DocumentId>();
      const unfollowMeanwhile = tools.board.follow((id) => void (id && meanwhile.add(id)));
      const report = await reportAll().finally(unfollowMeanwhile);
      if (response.destroyed) return;

      response.once('close', () => open.delete(response));
      response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
      response.flushHeaders();
      open.add(response);
      send(response, 'snapshot', report);
      for (const id of meanwhile) tools.board.tell(id);
    },
    close: () => {
      unfollow();
      clearTimeout(gathering);
      clearInterval(heartbeat);
      hearNoMore();
      for (const response of open) response.end('event: end\ndata: {}\n\n');
      open.clear();
    },
  };
}

async function findLine(tools: StreamTools, id: DocumentId): Promise<WorkLine | null> {
  const document = await documentIfThere(tools.catalogue, id);
  return document && reportDocument(tools, document);
}
