import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'minio';
import { Refusal } from './refusal.ts';
import { createTransport, type S3Transport } from './s3-transport.ts';
import { storeFailure } from './store-failure.ts';
import { parseEndpoint, type ServerOptions } from './store-options.ts';
import { watchedBody } from './watched-body.ts';

export type S3Request = {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly bucket: string;
  readonly key?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** Of the body, when it is known already. */
  readonly sha256?: string;
};

export type S3Answer = { readonly headers: IncomingHttpHeaders; readonly body: Buffer };

/** An S3 server, asked one question at a time. What it refuses is thrown as a `Refusal`; `translate` makes our failure of that and of a broken line. */
export type S3 = {
  /** A question with a short answer. */
  readonly ask: (request: S3Request) => Promise<S3Answer>;
  /** One that the server may think about for a minute: putting the parts of a large object together. */
  readonly askPatiently: (request: S3Request) => Promise<S3Answer>;
  /** One that is answered with a stream. A broken stream is `store.unavailable` already. */
  readonly open: (request: S3Request) => Promise<{ readonly headers: IncomingHttpHeaders; readonly body: Readable }>;
  /** What did not come from the server or the line stays as it is. */
  readonly translate: (thrown: unknown) => unknown;
  readonly close: () => void;
};

// Readers who take their time hold a connection each; they must not keep workers waiting.
const CONNECTIONS = { calls: 64, streams: 256 };
const PATIENCE_MS = 120_000;
const SILENCE_MS = 12_000;
const NOTHING = createHash('sha256').digest('hex');
const SUCCESSES = [200, 201, 202, 204, 206];

export function createS3(options: ServerOptions): S3 {
  const { silenceMs = SILENCE_MS } = options;
  const calls = createLine(options, CONNECTIONS.calls, silenceMs);
  const patient = createLine(options, CONNECTIONS.calls, Math.max(PATIENCE_MS, silenceMs));
  const streams = createLine(options, CONNECTIONS.streams, silenceMs);
  const lines = [calls, patient, streams];
  const server = String(options.endpoint);

  const translate = (thrown: unknown) => (isFromOutside(thrown) ? storeFailure(server, thrown) : thrown);
  const isFromOutside = (thrown: unknown): thrown is Error =>
    thrown instanceof Refusal || lines.some(({ transport }) => transport.isFromOutside(thrown));
  const watched = (response: IncomingMessage) =>
    watchedBody(response, { silenceMs, translate: (thrown) => storeFailure(server, thrown) });
  const askBy = (line: Line) => async (request: S3Request) => {
    const response = await line.send(request);
    return { headers: response.headers, body: await buffer(watched(response)) };
  };

  return {
    ask: askBy(calls),
    askPatiently: askBy(patient),
    async open(request) {
      const response = await streams.send(request);
      return { headers: response.headers, body: watched(response) };
    },
    translate,
    close() {
      for (const { transport } of lines) transport.close();
    },
  };
}

type Line = {
  readonly transport: S3Transport;
  readonly send: (request: S3Request) => Promise<IncomingMessage>;
};

// After a server's restart every kept connection may be closed, and each is found out by using it.
const MOST_CLOSED = 5;

// A server that has too much to do at the moment says so; MinIO also when two change one object. Longer than a second is a matter
// for whoever planned the work.
const MOST_BUSY = 3;
const BUSY_MS = 50;

const saysBusy = (thrown: unknown) => thrown instanceof Refusal && thrown.status === 503;

function createLine(options: ServerOptions, maxConnections: number, silenceMs: number): Line {
  const { isSecure } = parseEndpoint('the endpoint', options.endpoint);
  const transport = createTransport({ isSecure, maxConnections, silenceMs });
  const client = createClient(options, options.endpoint, transport);

  const send = ({ method, bucket, key, query, headers, body, sha256 }: S3Request) => {
    const bytes = body ?? Buffer.alloc(0);
    return client.makeRequestStreamAsync(
      {
        method,
        bucketName: bucket,
        ...(key === undefined ? {} : { objectName: key }),
        ...(query === undefined ? {} : { query }),
        headers: { ...headers, ...(method === 'PUT' || method === 'POST' ? { 'content-length': bytes.length } : {}) },
      },
      bytes,
      sha256 ?? (bytes.length === 0 ? NOTHING : createHash('sha256').update(bytes).digest('hex')),
      SUCCESSES,
      options.region,
    );
  };

  return {
    transport,
    async send(request) {
      for (let closed = 0, busy = 0; ; ) {
        try {
          return await send(request);
        } catch (thrown) {
          if (transport.wasNotHeard(thrown) && closed < MOST_CLOSED) closed += 1;
          else if (saysBusy(thrown) && busy < MOST_BUSY) {
            busy += 1;
            await setTimeout((0.5 + Math.random()) * BUSY_MS * 2 ** busy);
          } else throw thrown;
        }
      }
    },
  };
}

/** The client signs; how requests travel and what becomes of answers is ours. */
export function createClient(
  { region, accessKey, secretKey, isPathStyle }: ServerOptions,
  endpoint: URL | string,
  transport?: S3Transport,
): Client {
  const { isSecure, host, port } = parseEndpoint('the endpoint', endpoint);
  const client = new Client({
    endPoint: host,
    port,
    useSSL: isSecure,
    region,
    accessKey,
    secretKey,
    pathStyle: isPathStyle,
    retryOptions: { disableRetry: true },
    ...transport?.options,
  });
  // Signed with the content's checksum over TLS too: the server then compares it with what arrived.
  client.enableSHA256 = true;
  return client;
}
