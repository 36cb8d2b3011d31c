import { Failure, type FailureDetails, type FailureKind, fieldsOf } from '@diachi/domain';
import type { Language } from '@diachi/messages';
import type { Holder } from './holder-file.ts';

/** What the commands ask of a running library, over HTTP, as its operator. Failures of the library arrive as failures. */
export type LibraryClient = {
  /** Fails as the library does, and with `server.no-answer` when nobody is there. */
  get(path: string): Promise<Response>;
  json(path: string): Promise<unknown>;
  send(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<unknown>;
  /** Values of an answer that has one on each line, as they come. Fails with `server.broke-off` when the last is not `{"end":true}`. */
  lines(path: string, body: unknown): AsyncIterable<unknown>;
  /** Values of a stream of server-sent events, until the server or `signal` ends it. */
  events(path: string, signal: AbortSignal): AsyncIterable<{ readonly event: string; readonly value: unknown }>;
};

export function createLibraryClient(
  { address, token }: Pick<Holder, 'address' | 'token'>,
  language: Language,
): LibraryClient {
  const headers = { authorization: `Bearer ${token}`, 'accept-language': language };

  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    let response: Response;
    try {
      response = await fetch(new URL(path, address), { ...init, headers: { ...headers, ...init.headers } });
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      throw noAnswer(address, cause);
    }
    if (!response.ok) throw await refusal(response, address);
    return response;
  };

  return {
    get: (path) => ask(path),
    json: async (path) => valueIn(await ask(path, { headers: { accept: 'application/json' } }), address),
    send: async (method, path, body) => {
      const response = await ask(path, {
        method,
        headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return text === '' ? undefined : JSON.parse(text);
    },
    async *lines(path, body) {
      const headers = { 'content-type': 'application/json' };
      yield* readLines(await ask(path, { method: 'POST', headers, body: JSON.stringify(body) }), address);
    },
    async *events(path, signal) {
      try {
        yield* readEvents(await ask(path, { signal, headers: { accept: 'text/event-stream' } }));
      } catch (thrown) {
        if (!signal.aborted) throw thrown;
      }
    },
  };
}

async function* readLines(response: Response, address: string): AsyncGenerator<unknown> {
  let rest = '';
  try {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const value: unknown = JSON.parse(line);
        if ((value as { end?: unknown } | null)?.end === true) return;
        yield value;
      }
    }
  } catch (cause) {
    throw brokeOff(address, cause);
  }
  throw brokeOff(address);
}

const brokeOff = (address: string, cause?: unknown) =>
  new Failure(
    'unavailable',
    'server.broke-off',
    `The library at ${address} broke off its answer. Look at its terminal, and try again.`,
    {
      cause,
      details: { address },
    },
  );

// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
async function* readEvents(response: Response) {
  let rest = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const events = (rest + chunk).split(/\r?\n\r?\n/);
    rest = events.pop() ?? '';
    for (const written of events) {
      const fields = written.split(/\r?\n/).map((line) => line.split(/: ?(.*)/s, 2));
      const data = fields.filter(([name]) => name === 'data').map(([, text]) => text);
      if (data.length === 0) continue;
      const event = fields.find(([name]) => name === 'event')?.[1] ?? 'message';
      yield { event, value: JSON.parse(data.join('\n')) as unknown };
    }
  }
}

/** The start page of some other site is an answer too. */
async function valueIn(response: Response, address: string): Promise<unknown> {
  if (/^application\/json\b/.test(response.headers.get('content-type') ?? '')) return response.json();
  throw notALibrary(address, response.status);
}

async function refusal(response: Response, address: string): Promise<Error> {
  const { code, detail, details } = problemIn(await response.text());
  if (typeof code === 'string' && typeof detail === 'string') {
    if (code === 'bug') return new Error(detail);
    return new Failure(kindOf(response.status), code, detail, { details: (details ?? {}) as FailureDetails });
  }
  // A proxy answers so for a service it does not reach.
  if (response.status >= 502 && response.status <= 504) return noAnswer(address, response.status);
  return notALibrary(address, response.status);
}

function problemIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return {};
  }
}

function notALibrary(address: string, status: number): Failure {
  const message = `What answers at ${address} is no library of ours (${status}). Check the address.`;
  return new Failure('unavailable', 'server.not-a-library', message, { details: { address } });
}

const noAnswer = (address: string, cause: unknown) =>
  new Failure('unavailable', 'server.no-answer', `The library at ${address} does not answer.`, {
    cause,
    details: { address },
  });

function kindOf(status: number): FailureKind {
  if (status === 404) return 'missing';
  if (status === 409) return 'conflict';
  return status === 503 || status === 502 || status === 429 ? 'unavailable' : 'invalid';
}
