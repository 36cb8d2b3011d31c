import type { Role } from '@diachi/domain';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Visitor } from './visitor.ts';

export type RouteMethod = 'get' | 'post' | 'patch' | 'put' | 'delete' | 'all';

/** What is read of a body before `handle` is called; it is then in `request.body`, still to be parsed. */
export type RouteBody = 'none' | 'json' | 'form' | 'json-or-form';

export type RouteLimits = {
  /** The largest JSON or form body; 256 KB when not given. A body that is not read is the handler's to bound. */
  readonly bodyBytes?: number;
  /** Requests in a minute from one address. */
  readonly perMinute?: number;
};

/** What is read of a request, and by which schemas; a part that is not there is not read by a schema. */
export type RouteAsks = {
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** By their names in small letters. */
  readonly headers?: z.ZodObject;
  /** Of a JSON body, or of the form that may come in its place. */
  readonly body?: z.ZodType;
};

/** What is answered when nothing fails. */
export type RouteAnswer = {
  /** 200 when not given. */
  readonly status?: number;
  /** Null for an answer without a body. */
  readonly body: z.ZodType | null;
  /** `application/json` when not given. */
  readonly type?: string;
};

/** One address a service answers. Nothing is served that is not a route, so a list of them can be checked against every role. */
export type Route = {
  /** `get` answers HEAD too. */
  readonly method: RouteMethod;
  /** As express 5 writes it: `/api/documents/:id`, `/uploads{/*rest}`. */
  readonly path: string;
  /** The least role that may call it. */
  readonly role: Role;
  /** One line, in English, for the list of addresses. */
  readonly summary: string;
  /** `none` when not given. */
  readonly body?: RouteBody;
  readonly limits?: RouteLimits;
  /** Nobody's access token may call it: what lets somebody in, or makes tokens, is for people, and so is a form of a page, which need not say so. The operator may. */
  readonly refusesTokens?: boolean;
  /** What programs are told that it reads: see `askingRoute`, which reads it so. */
  readonly asks?: RouteAsks;
  /** What programs are told that it answers. */
  readonly answers?: RouteAnswer;
  /** Scripts of other sites may read what is answered, failures too, and OPTIONS is answered at its path. For `get` only. */
  readonly isOpenToOtherSites?: boolean;
  /** Anything thrown is answered once, by kind: 400, 404, 409, 503, and 500 for a bug. */
  readonly handle: (request: Request, response: Response, visitor: Visitor) => Promise<void> | void;
};
