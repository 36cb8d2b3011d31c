import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Listening, listen } from './listen.ts';
import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';

export type HealthServerTools = {
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  readonly readiness: Pick<Readiness, 'report'>;
  /** Told what could not be answered: a bug, for what is asked for is counted here. */
  readonly onBroken: (thrown: unknown) => void;
};

/**
 * Answers whoever watches over the process, at a port of its own: `/healthz` while it lives, `/readyz` whether it can be given work
 * (503 otherwise), `/metrics`. Fails as `listen` does.
 */
export function openHealthServer(tools: HealthServerTools, host: string, port: number): Promise<Listening> {
  return listen(
    (request, response) => {
      answer(tools, request, response).catch((thrown: unknown) => {
        tools.onBroken(thrown);
        send(response, 500, 'text/plain; charset=utf-8', 'The answer broke. It has been written down.\n');
      });
    },
    { host, port, setting: 'HEALTH_PORT' },
  );
}

async function answer(tools: HealthServerTools, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { metrics, readiness } = tools;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return send(response, 405, 'text/plain; charset=utf-8', 'This address does not answer that method.\n');
  }
  switch (request.url?.split('?')[0]) {
    case '/healthz':
      return sendJson(response, 200, { status: 'ok' });
    case '/readyz': {
      const report = await readiness.report();
      return sendJson(response, report.status === 'ready' ? 200 : 503, report);
    }
    case '/metrics':
      return send(response, 200, metrics.contentType, await metrics.text());
    default:
      return send(response, 404, 'text/plain; charset=utf-8', 'There is nothing at this address.\n');
  }
}

const sendJson = (response: ServerResponse, status: number, value: unknown) =>
  send(response, status, 'application/json; charset=utf-8', `${JSON.stringify(value)}\n`);

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'Content-Type': contentType, 'Cache-Control': 'no-store' }).end(body);
}
