import { type Check, type Config, type Log, listen, type Metrics, type Settings } from '@diachi/process';
import { createPagesOverHttp, createWebApp, type FailurePages, type Route } from '@diachi/web';
import { openNeeded, type Servers } from './open-needed.ts';
import type { ServersOf, ServiceName } from './processes.ts';
import { openQueueBoard, queueBoardRoute } from './queue-board-route.ts';
import { runProcess, type Surroundings } from './run-process.ts';
import type { ServersConfig, ServiceConfig } from './settings-of.ts';
import { untilAnswering } from './until-answering.ts';

export type ServiceTools<Name extends ServiceName, Own extends Settings> = Pick<Servers, ServersOf<Name>> & {
  /** Its own settings. */
  readonly config: Config<Own>;
  /** What services know each other by. */
  readonly operatorToken: string;
  readonly scratchFolder: string;
  readonly log: Log;
  /** What it tells of the library besides what every service tells of itself. */
  readonly metrics: Pick<Metrics, 'watchCatalogue' | 'watchSteward' | 'watchVerification'>;
};

export type Service = {
  readonly routes: readonly Route[];
  /** How failures are shown to people; otherwise the portal is asked, when it is said where it is. */
  readonly pages?: FailurePages;
  /** Other services it asks, by their names: told by `/readyz`, and no reason to take this one out of use. */
  readonly wants?: Readonly<Record<string, Check>>;
  /** Called once everything is there, before anybody is answered. */
  start?(): Promise<void>;
  /** Called when nobody is answered any more and the queue is closed. */
  close?(): Promise<void>;
};

export type ServiceOptions<Name extends ServiceName, Own extends Settings> = Surroundings & {
  readonly settings: Own;
  readonly create: (tools: ServiceTools<Name, Own>) => Promise<Service> | Service;
};

/** Runs a service of the cluster until it is asked to end: opens what `PROCESSES` says it needs, and answers its routes; where there is a queue, administrators may look at it. */
export const runService = <const Name extends ServiceName, Own extends Settings>(
  name: Name,
  { settings, create, ...surroundings }: ServiceOptions<Name, Own>,
): Promise<void> =>
  runProcess(name, surroundings, settings, async (running, read) => {
    const { open, log, metrics, readiness, scratchFolder, ending } = running;
    const config = read as ServiceConfig & ServersConfig & Config<Own>;
    const { operatorToken, portalUrl, sessionDays, trustedProxies, readingRooms, host, port } = config;
    const servers = await openNeeded(name, config, running);
    const { catalogue, queue } = servers as unknown as Pick<Servers, 'catalogue'> & Partial<Pick<Servers, 'queue'>>;
    const service = await create({ ...servers, config, operatorToken, scratchFolder, log, metrics });
    open.defer(() => service.close?.());
    for (const [other, check] of Object.entries(service.wants ?? {})) readiness.wants(other, check);
    const board = queue
      ? await untilAnswering('queue', () => openQueueBoard(config, log), { log, signal: ending })
      : null;
    if (board) open.defer(() => board.close());
    if (queue) {
      open.defer(() => queue.close());
      metrics.watchQueue(queue);
    }

    const pages =
      service.pages ?? (portalUrl && createPagesOverHttp({ address: portalUrl, token: operatorToken, log }));
    const { app } = createWebApp({
      routes: [...service.routes, ...(board ? [queueBoardRoute(board)] : [])],
      catalogue,
      operatorToken,
      log,
      metrics,
      ...(pages && { pages }),
      checkReady: async () => void (await catalogue.libraries()),
      sessionDays,
      trustedProxies,
      readingRooms,
      programLimits: { perAddress: config.requestsPerAddress, perToken: config.requestsPerAccount },
    });
    await service.start?.();
    const listening = await listen((request, response) => app(request, response), { host, port });
    open.defer(() => listening.close());
    log.info({ port: listening.port }, 'open');
  });
