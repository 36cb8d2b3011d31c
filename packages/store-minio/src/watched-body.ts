import type { ClientRequest, IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { Unanswered } from './refusal.ts';

export type Watch = {
  readonly silenceMs: number;
  /** Makes our failure of whatever broke the connection. */
  readonly translate: (thrown: Error) => Error;
};

/**
 * A server's answer as a stream. While somebody waits for more, a server that is silent too long breaks it off; a reader who takes
 * his time does not. An answer that is shorter or longer than announced is an error of the stream, never a short success.
 */
export function watchedBody(response: IncomingMessage, { silenceMs, translate }: Watch): Readable {
  const announced = announcedBytes(response);
  const chunks = response[Symbol.asyncIterator]();
  let received = 0;
  let hasEnded = false;

  const next = async (): Promise<Buffer | null> => {
    const silent = setTimeout(() => response.destroy(new Unanswered(`Nothing came for ${silenceMs} ms.`)), silenceMs);
    try {
      const { done, value } = await chunks.next();
      hasEnded = done === true;
      if (!done) {
        received += (value as Buffer).length;
        return value as Buffer;
      }
    } finally {
      clearTimeout(silent);
    }
    if (announced === null || announced === received) return null;
    throw new Unanswered(`The answer broke off: ${received} of ${announced} bytes came.`);
  };

  return new Readable({
    read() {
      next().then(
        (chunk) => this.push(chunk),
        (thrown) => this.destroy(translate(thrown)),
      );
    },
    destroy(thrown, done) {
      if (!hasEnded) response.destroy();
      done(thrown);
    },
  });
}

function announcedBytes({ headers, req }: IncomingMessage & { readonly req?: ClientRequest }): number | null {
  // What HEAD announces is what GET would send.
  if (req?.method === 'HEAD') return null;
  const announced = headers['content-length'];
  return announced !== undefined && /^\d+$/.test(announced) ? Number(announced) : null;
}
