import type { DocumentId } from '@diachi/domain';
import type { Visitor } from '@diachi/web';
import type { Request, Response } from 'express';
import { documentIfThere } from './document-if-there.ts';
import { type HearTools, hearLongWork } from './hear-long-work.ts';
import { type ReportTools, reportDocument, reportTotals, type WorkLine, type WorkReport } from './work-report.ts';
import type { WorkTools } from './work-tools.ts';

export type StreamTools = ReportTools & Pick<WorkTools, 'log'> & Pick<HearTools, 'others'>;

const HEADERS = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' };
const GATHER_MS = 400;
const HEARTBEAT_MS = 20_000;
/** Five minutes. Then who listens has to ask again, and is known anew: a token may have been revoked, a session ended. */
const MOST_HEARTBEATS = 15;
/** Whoever reads more slowly than we write is sent away and comes back for a fresh snapshot. */
const MOST_UNREAD_BYTES = 1 << 20;

export type WorkStreams = {
  open(request: Request, response: Response, visitor: Pick<Visitor, 'role'>): Promise<void>;
  close(): void;
};

/**
 * Progress as server-sent events: `snapshot` with the whole report, then `document` with a line that changed, `removed` with an id, and `totals`.
 * Changes are gathered for a moment, because a page's steps come in bursts.
 */
export function createWorkStreams(tools: StreamTools, reportAll: () => Promise<WorkReport>): WorkStreams {
  /** How many more heartbeats each gets. */
  const open = new Map<Response, number>();
  const changed = new Set<DocumentId>();
  let gathering: NodeJS.Timeout | undefined;

  const send = (response: Response, event: string, value: unknown) => {
    if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
    else response.write(`event: ${event}\ndata: ${JSON.stringify(value)}\n\n`);
  };
  const sendAll = (event: string, value: unknown) => {
    for (const response of open.keys()) send(response, event, value);
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
    for (const [response, left] of open) {
      if (left > 0) {
        open.set(response, left - 1);
        response.write(': here\n\n');
      } else {
        open.delete(response);
        response.end();
      }
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();

  const tellTotals = async () => sendAll('totals', await reportTotals(tools));
  const hearNoMore = hearLongWork({ ...tools, isWanted: () => open.size > 0, onChange: tellTotals });

  return {
    open: async (request, response, { role }) => {
      // Nothing would ever end an answer without a body.
      if (request.method === 'HEAD') return void response.set(HEADERS).end();
      const meanwhile = new Set<DocumentId>();
      const unfollowMeanwhile = tools.board.follow((id) => void (id && meanwhile.add(id)));
      const report = await reportAll().finally(unfollowMeanwhile);
      if (response.destroyed) return;

      response.once('close', () => open.delete(response));
      response.set(HEADERS).flushHeaders();
      // The operator is the machine itself: a command listens as long as it runs.
      open.set(response, role === 'operator' ? Number.POSITIVE_INFINITY : MOST_HEARTBEATS);
      send(response, 'snapshot', report);
      for (const id of meanwhile) tools.board.tell(id);
    },
    close: () => {
      unfollow();
      clearTimeout(gathering);
      clearInterval(heartbeat);
      hearNoMore();
      for (const response of open.keys()) response.end('event: end\ndata: {}\n\n');
      open.clear();
    },
  };
}

async function findLine(tools: StreamTools, id: DocumentId): Promise<WorkLine | null> {
  const document = await documentIfThere(tools.catalogue, id);
  return document && reportDocument(tools, document);
}
