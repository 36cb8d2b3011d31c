import type { Request, Response } from 'express';
import { localAddress } from './local-address.ts';

/** Answers a form by going on to the address of ours in its field `next`, or `/`; a program's call with the value, or 204 without one. */
export function answerForm(request: Request, response: Response, value?: unknown): void {
  if (request.is('application/x-www-form-urlencoded')) {
    response.redirect(303, localAddress((request.body as { readonly next?: unknown } | undefined)?.next));
  } else if (value === undefined) response.status(204).end();
  else response.json(value);
}
