import { Failure } from '@diachi/domain';
import express, { type Request, type RequestHandler, type Response } from 'express';
import type { Route } from './route.ts';

const USUAL_LIMIT_BYTES = 256 * 1024;

const TYPES = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const;

/** Reads a body as its route asks. Fails with `body.wrong-type`, `body.too-large` or `body.unreadable`. */
export function bodyReader({ body = 'none', limits }: Route): (request: Request, response: Response) => Promise<void> {
  const limit = limits?.bodyBytes ?? USUAL_LIMIT_BYTES;
  const readers: RequestHandler[] = [];
  const types: string[] = [];
  if (body.startsWith('json')) {
    readers.push(express.json({ limit }));
    types.push(TYPES.json);
  }
  if (body.endsWith('form')) {
    readers.push(express.urlencoded({ limit, extended: false, parameterLimit: 1_000 }));
    types.push(TYPES.form);
  }

  return async (request, response) => {
    if (readers.length === 0) return;
    // What is passed over would be missed by what reads it, and told to be missing.
    if (isSent(request) && !request.is(types)) throw wrongType(types);
    for (const read of readers) {
      await new Promise<void>((resolve, reject) => {
        read(request, response, (thrown?: unknown) => (thrown ? reject(translate(thrown, limit, types)) : resolve()));
      });
    }
  };
}

/** Whether there is a body at all (RFC 9112, section 6.3): a program may send an empty one, of no type. */
const isSent = ({ headers }: Request) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const wrongType = (types: readonly string[], cause?: unknown) =>
  new Failure('invalid', 'body.wrong-type', `What is sent to this address has to be ${types.join(' or ')}, in UTF-8.`, {
    details: { types: types.join(', ') },
    cause,
  });

// body-parser marks what is the sender's doing with a status below 500.
function translate(thrown: unknown, limitBytes: number, types: readonly string[]): unknown {
  const { status } = thrown as { status?: unknown };
  // Another charset, or packed in a way nobody knows here.
  if (status === 415) return wrongType(types, thrown);
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
