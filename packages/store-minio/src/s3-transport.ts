import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { ClientOptions } from 'minio';
import { readXml, textIn } from './read-xml.ts';
import { Refusal, Unanswered } from './refusal.ts';
import { watchedBody } from './watched-body.ts';

/** How requests travel: over connections that are kept and counted, and never waiting for ever. */
export type S3Transport = {
  readonly options: Required<Pick<ClientOptions, 'transport' | 'transportAgent'>>;
  /** True for what the server answered or the line did, as against a bug of ours. */
  readonly isFromOutside: (thrown: unknown) => thrown is Error;
  /** The server had closed a kept connection when we used it again: the request was not heard, and may be sent once more. */
  readonly wasNotHeard: (thrown: unknown) => boolean;
  readonly close: () => void;
};

export type TransportOptions = {
  readonly isSecure: boolean;
  readonly maxConnections: number;
  readonly silenceMs: number;
};

/**
 * Every answer that is not a success is read to its end and thrown as a `Refusal`: the client would retry some of them by itself,
 * leave their connections hanging and lose what the server said.
 */
export function createTransport({ isSecure, maxConnections, silenceMs }: TransportOptions): S3Transport {
  const net = isSecure ? https : http;
  const agent = new net.Agent({ keepAlive: true, maxSockets: maxConnections, maxFreeSockets: maxConnections });
  const outside = new WeakSet<object>();
  const unheard = new WeakSet<object>();

  const request = (options: RequestOptions, onSuccess: (response: IncomingMessage) => void): ClientRequest => {
    const sent = net.request({ ...options, agent });
    let isAnswered = false;
    sent.on('error', (thrown) => {
      outside.add(thrown);
      if (sent.reusedSocket && !isAnswered && saysClosed(thrown)) unheard.add(thrown);
    });
    endWhenSilent(sent, silenceMs);
    sent.on('response', (response) => {
      isAnswered = true;
      // From here on whoever reads the answer watches it.
      sent.setTimeout(0);
      if (isSuccess(response)) onSuccess(response);
      else void readRefusal(response, silenceMs).then((thrown) => sent.emit('error', thrown));
    });
    return sent;
  };

  return {
    // Typed for Node's overloads, of which the client uses this one.
    options: { transport: { request: request as typeof http.request }, transportAgent: agent },
    isFromOutside: (thrown): thrown is Error => thrown instanceof Error && outside.has(thrown),
    wasNotHeard: (thrown) => thrown instanceof Error && unheard.has(thrown),
    close: () => agent.destroy(),
  };
}

/** Counts the time in which nothing moves: waiting for a free connection, for the server to take it, and for its answer. */
function endWhenSilent(sent: ClientRequest, silenceMs: number): void {
  const silent = () => sent.destroy(new Unanswered(`No answer for ${silenceMs} ms.`));
  const connecting = setTimeout(silent, silenceMs);
  const connected = () => clearTimeout(connecting);
  sent.once('socket', (socket) => {
    if (socket.connecting) socket.once('connect', connected);
    else connected();
  });
  sent.once('close', connected);
  sent.setTimeout(silenceMs, silent);
}

const isSuccess = ({ statusCode = 0 }: IncomingMessage) => statusCode >= 200 && statusCode < 300;

const saysClosed = (thrown: Error) => 'code' in thrown && (thrown.code === 'ECONNRESET' || thrown.code === 'EPIPE');

const MOST_SAID_BYTES = 64 * 1024;

async function readRefusal(response: IncomingMessage, silenceMs: number): Promise<Error> {
  const status = response.statusCode ?? 0;
  const named = response.headers['x-minio-error-code'];
  try {
    const said = await readSome(response, silenceMs);
    const error = readXml(said, 'Error');
    const code = (error && textIn(error, 'Code')) ?? (typeof named === 'string' ? named : null);
    const message = (error && textIn(error, 'Message')) ?? '';
    return new Refusal(status, code, `The server answered ${status}${code ? ` ${code}` : ''}. ${message}`.trim());
  } catch (thrown) {
    return thrown instanceof Error ? thrown : new Error(String(thrown));
  }
}

async function readSome(response: IncomingMessage, silenceMs: number): Promise<string> {
  const said: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of watchedBody(response, { silenceMs, translate: (thrown) => thrown })) {
    said.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_SAID_BYTES) break;
  }
  return Buffer.concat(said).toString();
}
