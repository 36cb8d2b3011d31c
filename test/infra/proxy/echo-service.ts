import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a service was asked, as it answers it. */
export type Echo = {
  readonly service: string;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly bodyBytes: number;
};

export type EchoService = {
  readonly address: string;
  /** How many requests have begun. */
  asked(): number;
  close(): Promise<void>;
};

/** Stands in for a service: says who it is and what it was asked, unless `answer` does something else. */
export async function startEchoService(
  service: string,
  answer?: (request: IncomingMessage, response: ServerResponse) => boolean,
): Promise<EchoService> {
  let asked = 0;
  const server = createServer(async (request, response) => {
    asked += 1;
    if (answer?.(request, response)) return;
    let bodyBytes = 0;
    for await (const chunk of request) bodyBytes += (chunk as Buffer).length;
    const { method = '', url = '', headers } = request;
    const echo: Echo = { service, method, url, headers, bodyBytes };
    response.setHeader('X-Service', service);
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(echo));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
