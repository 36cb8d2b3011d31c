import type { Request, Response } from 'express';
import type { z } from 'zod';
import { parseInput } from './parse-input.ts';
import type { Route, RouteAsks } from './route.ts';
import type { Visitor } from './visitor.ts';

/** What came with a request, as its route's schemas read it. */
export type Asked<Asks extends RouteAsks> = {
  readonly [Part in keyof Asks]: Asks[Part] extends z.ZodType ? z.output<Asks[Part]> : never;
};

export type AskingRoute<Asks extends RouteAsks> = Omit<Route, 'asks' | 'handle'> & {
  readonly asks: Asks;
  readonly handle: (asked: Asked<Asks>, request: Request, response: Response, visitor: Visitor) => Promise<void> | void;
};

/**
 * A route whose handler gets what was asked already read. The schemas that read it are those that programs are told of, so one
 * cannot come to say something else than the other. Fails with `input.bad-form`, or as a schema itself does, before `handle` is called.
 */
export const askingRoute = <Asks extends RouteAsks>({ handle, ...route }: AskingRoute<Asks>): Route => ({
  ...route,
  handle: (request, response, visitor) => {
    const { path, query, headers, body } = route.asks;
    const asked = {
      ...(path && { path: parseInput(path, request.params) }),
      ...(query && { query: parseInput(query, request.query, 'parameter') }),
      ...(headers && { headers: parseInput(headers, request.headers) }),
      ...(body && { body: parseInput(body, request.body) }),
    };
    return handle(asked as Asked<Asks>, request, response, visitor);
  },
});
