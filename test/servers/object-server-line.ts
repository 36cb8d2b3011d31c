import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

/** How a server says no to a write: with this status, and this code in the body as S3 has it. */
type WriteRefusal = { readonly status: number; readonly code: string };

/** A way to an S3 server that passes everything on as it is, until a test says otherwise. */
export type ObjectServerLine = {
  /** To be used as the server's endpoint; what is signed for it holds, for the name of the host is passed on unchanged. */
  readonly endpoint: string;
  /** Every PUT and POST is answered so, and none reaches the server; what is there can be read and removed. */
  readonly refuseWrites: (how: WriteRefusal) => void;
  /** Each answer comes so much later. */
  readonly delayAnswers: (ms: number) => void;
  /** As it was at first. */
  readonly mend: () => void;
  /** How many writes were refused so far. */
  readonly refused: () => number;
  readonly close: () => Promise<void>;
};

/** Lays a line to the S3 server at `endpoint`. */
export async function objectServerLine(endpoint: string): Promise<ObjectServerLine> {
  const { hostname, port } = new URL(endpoint);
  let refusal: WriteRefusal | null = null;
  let delayMs = 0;
  let refused = 0;

  const passOn = (asked: IncomingMessage, answer: ServerResponse) => {
    const { method, url: path, rawHeaders: headers } = asked;
    const passed = request({ hostname, port, method, path, headers, setHost: false });
    passed.once('response', (given) => {
      const tell = () => {
        answer.writeHead(given.statusCode ?? 502, given.rawHeaders);
        // One side that breaks off breaks the other, as without a line between them.
        pipeline(given, answer, () => {});
      };
      if (delayMs > 0) setTimeout(tell, delayMs);
      else tell();
    });
    pipeline(asked, passed, () => {});
    passed.once('error', () => answer.destroy());
    answer.once('close', () => passed.destroy());
  };

  const server = createServer((asked, answer) => {
    if (refusal === null || (asked.method !== 'PUT' && asked.method !== 'POST')) return passOn(asked, answer);
    const { status, code } = refusal;
    refused += 1;
    asked.resume().once('end', () => {
      answer.writeHead(status, { 'content-type': 'application/xml' });
      answer.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>No.</Message></Error>`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');

  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    refuseWrites(how) {
      refusal = how;
    },
    delayAnswers(ms) {
      delayMs = ms;
    },
    mend() {
      refusal = null;
      delayMs = 0;
    },
    refused: () => refused,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
