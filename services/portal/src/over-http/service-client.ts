import { Failure, type FailureNote } from '@diachi/domain';
import { readProblem } from '@diachi/web';

export type ServiceAddress = {
  readonly address: URL;
  /** The operator's, the same for all services of a library. */
  readonly token: string;
  /** How long a whole answer may take; 20 seconds when not given. */
  readonly timeLimitMs?: number;
};

/** What people are told when a service cannot be asked, each in the service's own words. */
export type ServiceFailures = {
  /** Nobody answers, or not in time. */
  readonly away: (cause: unknown) => Failure;
  /** Somebody answers, and it cannot be the service as this portal knows it, or it does not know this portal. */
  readonly foreign: (cause: unknown) => Failure;
};

/** Asks another service of the library, as its operator. */
export type ServiceClient = {
  /**
   * What is answered, read by `read`. Failures of the service arrive as they were there, its bugs as bugs; otherwise fails as
   * `ServiceFailures` says. Only for what may be asked twice: a broken line is tried once more.
   */
  ask<Answer>(path: string, read: (raw: unknown) => Answer, body?: unknown): Promise<Answer>;
};

// Less than the proxy waits for the portal, so that readers are told what is away.
const TIME_LIMIT_MS = 12_000;
/** Far more than the words of the fullest page, or the pages of the thickest volume. */
const MAX_ANSWER_BYTES = 64 * 2 ** 20;
// Of ours to each other: such an answer says that the two are not set up alike, not that a reader asked for too much.
const NOT_FOR_READERS =
  /^(?:access\.(?:bad-token|too-many-requests|sign-in-needed|not-allowed|forged-request)|address\.|body\.|input\.)/;

export function createServiceClient(service: ServiceAddress, failures: ServiceFailures): ServiceClient {
  const base = service.address.href.replace(/\/$/, '');
  const headers = {
    accept: 'application/json',
    'accept-language': 'en',
    // On the library's own network packing costs more than it saves.
    'accept-encoding': 'identity',
    authorization: `Bearer ${service.token}`,
  };

  const send = async (path: string, body: unknown): Promise<{ response: Response; text: string }> => {
    const response = await fetch(base + path, {
      ...(body === undefined
        ? { headers }
        : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      // The token goes nowhere but where it was meant for.
      redirect: 'manual',
      signal: AbortSignal.timeout(service.timeLimitMs ?? TIME_LIMIT_MS),
    });
    return { response, text: await readText(response) };
  };

  const sendTwice = async (path: string, body: unknown) => {
    try {
      // A kept connection may be closed by the other end just when it is used.
      return await send(path, body).catch((thrown: unknown) => {
        if (isTooLate(thrown) || thrown instanceof TooLong) throw thrown;
        return send(path, body);
      });
    } catch (thrown) {
      throw thrown instanceof TooLong ? failures.foreign(thrown) : failures.away(thrown);
    }
  };

  return {
    async ask(path, read, body) {
      const { response, text } = await sendTwice(path, body);
      if (response.ok) return orForeign(() => read(JSON.parse(text)), failures);
      // A proxy on the way answers so when there is nobody behind it.
      if ((response.status === 502 || response.status === 503 || response.status === 504) && !isProblem(response)) {
        throw failures.away(new Error(`${response.url} answered ${response.status}`));
      }
      const note = orForeign(() => readProblem(response.status, JSON.parse(text)), failures);
      if (NOT_FOR_READERS.test(note.code)) throw failures.foreign(asError(note));
      throw asError(note);
    },
  };
}

class TooLong extends Error {}

async function readText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of response.body ?? []) {
    sizeBytes += part.byteLength;
    if (sizeBytes > MAX_ANSWER_BYTES) throw new TooLong(`an answer has more than ${MAX_ANSWER_BYTES} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

const isTooLate = (thrown: unknown) => thrown instanceof DOMException && thrown.name === 'TimeoutError';

const isProblem = ({ headers }: Response) => (headers.get('content-type') ?? '').includes('application/problem+json');

function orForeign<Value>(read: () => Value, { foreign }: ServiceFailures): Value {
  try {
    return read();
  } catch (cause) {
    throw foreign(cause);
  }
}

const asError = ({ kind, code, message, details }: FailureNote): Error =>
  kind === 'bug' ? new Error(`Another service met a bug: ${message}`) : new Failure(kind, code, message, { details });
