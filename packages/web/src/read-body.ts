import { Failure } from '@diachi/domain';
import express, { type Request, type RequestHandler, type Response } from 'express';
import type { Route } from './route.ts';

const USUAL_LIMIT_BYTES = 256 * 1024;

/** Reads a body as its route asks. Fails with `body.too-large` or `body.unreadable`. */
export function bodyReader({ body = 'none', limits }: Route): (request: Request, response: Response) => Promise<void> {
  const limit = limits?.bodyBytes ?? USUAL_LIMIT_BYTES;
  const readers: RequestHandler[] = [];
  if (body.startsWith('json')) readers.push(express.json({ limit }));
  if (body.endsWith('form')) readers.push(express.urlencoded({ limit, extended: false, parameterLimit: 1_000 }));

  return async (request, response) => {
    for (const read of readers) {
      await new Promise<void>((resolve, reject) => {
        read(request, response, (thrown?: unknown) => (thrown ? reject(translate(thrown, limit)) : resolve()));
      });
    }
  };
}

// body-parser marks what is the sender's doing with a status below 500.
function translate(thrown: unknown, limitBytes: number): unknown {
  const { status } = thrown as { status?: unknown };
  if (status === 413) {
    return new Failure('invalid', 'body.too-large', `What was sent is larger than ${limitBytes} bytes.`, {
      details: { limitBytes },
      cause: thrown,
    });
  }
  if (typeof status !== 'number' || status >= 500) return thrown;
  return new Failure('invalid', 'body.unreadable', 'What was sent cannot be read: it is not whole, or not JSON.', {
    cause: thrown,
  });
}
