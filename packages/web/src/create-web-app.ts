import { Failure } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { Metrics } from '@diachi/process';
import express, { type Express, type Request, type RequestHandler } from 'express';
import { accountRoutes } from './account-routes.ts';
import { answerFailure, type FailurePages, pathForLog } from './answer-failure.ts';
import { answerGone, type GoneTools } from './answer-gone.ts';
import { apiDocument } from './api/api-document.ts';
import { compressAnswers } from './compress-answers.ts';
import { healthRoute } from './health-route.ts';
import { createLimitPrograms, type ProgramLimits } from './limit-programs.ts';
import { mountRoute } from './mount-route.ts';
import { answerOptions } from './open-to-other-sites.ts';
import { peopleRoutes } from './people-routes.ts';
import { NO_READING_ROOMS, type ReadingRooms } from './reading-rooms.ts';
import type { Route } from './route.ts';
import { securityHeaders } from './security-headers.ts';
import type { WebLog } from './web-log.ts';

export type WebAppTools = {
  /** Those of all services; the web's own (session, people, health) are added. */
  readonly routes: readonly Route[];
  readonly catalogue: Pick<Catalogue, 'people' | 'audit' | 'libraries'> & GoneTools;
  readonly operatorToken: string | null;
  readonly log: WebLog;
  /** Where answers are counted, and failures that are not the asker's. */
  readonly metrics?: Pick<Metrics, 'answered' | 'failed'>;
  readonly pages?: FailurePages;
  /** Fails as long as the process cannot do its work. */
  readonly checkReady?: () => Promise<void>;
  readonly sessionDays?: number;
  /** How many proxies of ours stand before this process; 0 believes nothing of what is forwarded. */
  readonly trustedProxies?: number;
  /** None when not given. */
  readonly readingRooms?: ReadingRooms;
  /** None when not given. */
  readonly programLimits?: ProgramLimits;
  readonly clock?: () => Date;
};

export type WebApp = { readonly app: Express /** Everything that is served. */; readonly routes: readonly Route[] };

/** One app that answers every route, and nothing else. */
export function createWebApp(tools: WebAppTools): WebApp {
  const { catalogue, log, metrics, pages, operatorToken, sessionDays = 14, clock = () => new Date() } = tools;
  const account = accountRoutes({ catalogue, clock, sessionDays });
  const routes = [...tools.routes, ...account, ...peopleRoutes({ catalogue, clock }), healthRoute(tools.checkReady)];

  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', tools.trustedProxies ?? 0);
  app.set('case sensitive routing', true);

  app.use(securityHeaders(), tellRequests(log, metrics), refuseMalformedAddress);
  const { readingRooms = NO_READING_ROOMS } = tools;
  const limitPrograms = createLimitPrograms(tools.programLimits ?? { perAddress: 0, perToken: 0 });
  const identifying = { people: catalogue.people, operatorToken, readingRooms, clock, limitPrograms };
  app.use(...compressAnswers());
  for (const route of routes) mountRoute(app, identifying, route);
  refuseOtherMethods(app, routes);
  app.use(() => {
    throw new Failure('missing', 'address.missing', 'There is nothing at this address.');
  });
  app.use(answerGone(catalogue));
  app.use(answerFailure(log, pages, metrics));
  return { app, routes };
}

const refuseMalformedAddress: RequestHandler = (request, _response, next) => {
  try {
    if (!decodeURIComponent(request.path).includes('\0')) return next();
  } catch (cause) {
    throw new Failure('invalid', 'address.malformed', 'This address is not written correctly.', { cause });
  }
  throw new Failure('invalid', 'address.malformed', 'This address is not written correctly.');
};

function refuseOtherMethods(app: Express, routes: readonly Route[]): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = [...new Set([...methodsAt(routes, path), ...methodsTold(path)])];
    if (methods.includes('ALL')) continue;
    const allowed = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    const isOpen = routes.some((route) => route.path === path && route.isOpenToOtherSites);
    if (isOpen) app.options(path, answerOptions(allowed));
    app.all(path, (_request, response) => {
      response.set('Allow', allowed.join(', '));
      throw new Failure('invalid', 'address.wrong-method', 'This address does not answer that method.');
    });
  }
}

const methodsAt = (routes: readonly Route[], path: string) =>
  routes.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());

/** Of one address, services may answer a method each: whoever is told which there are (RFC 9110, 10.2.1) is told all. */
const methodsTold = (path: string) =>
  Object.keys(apiDocument.paths[path.replaceAll(/:(\w+)/g, '{$1}')] ?? {}).map((method) => method.toUpperCase());

const tellRequests =
  (log: WebLog, metrics: WebAppTools['metrics']): RequestHandler =>
  (request, response, next) => {
    const startMs = performance.now();
    const path = pathForLog(request);
    response.once('close', () => {
      const ms = performance.now() - startMs;
      const { method } = request;
      const status = response.statusCode;
      log.debug({ method, path, status, ms: Math.round(ms) }, 'answered');
      metrics?.answered({ route: routeOf(request), method: knownMethod(method), status, seconds: ms / 1_000 });
    });
    next();
  };

/** The address as its route writes it: every document has its own, and a label for each would never end. */
const routeOf = (request: Request): string => {
  const route = request.route as { readonly path?: unknown } | undefined;
  return typeof route?.path === 'string' ? route.path : 'none';
};

const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'];

const knownMethod = (method: string) => (METHODS.includes(method) ? method : 'other');
