import type { IncomingMessage, ServerResponse } from 'node:http';
import { Failure, isFailure } from '@diachi/domain';
import type { Route, Visitor, WebLog } from '@diachi/web';
import { type DataStore, Server } from '@tus/server';
import type { UploadLimits } from './resumable-uploads.ts';
import { sayProblem, type TusAnswer, type TusRefusalTools, tusAnswer, tusRefusal } from './tus-answer.ts';
import { mayTouch, newUploadName, ownerOf, type UploadNotes } from './upload-notes.ts';

export type TusRouteTools = UploadLimits &
  TusRefusalTools & {
    readonly datastore: DataStore;
    readonly findNotes: (upload: string) => Promise<UploadNotes | null>;
  };

const RETRY_AFTER_S = 15;

/** The address of resumable uploads, wherever they are kept. */
export function tusRoute(tools: TusRouteTools): Route {
  const visitors = new WeakMap<IncomingMessage, Visitor>();
  const server = createTusServer(tools, visitors);
  return {
    method: 'all',
    path: '/uploads{/*rest}',
    role: 'archivist',
    summary: 'Resumable uploads by the tus protocol, version 1.0.0',
    handle: async (request, response, visitor) => {
      visitors.set(request, visitor);
      await server.handle(request, response);
    },
  };
}

function createTusServer(
  { datastore, findNotes, checkRoom, maxFileBytes, log }: TusRouteTools,
  visitors: WeakMap<IncomingMessage, Visitor>,
): Server {
  const visitorOf = (request: TusRequest): Visitor => {
    const visitor = visitors.get(request.runtime?.node?.req as IncomingMessage);
    if (visitor) return visitor;
    throw new Error('An upload is only ever handled for a visitor.');
  };
  return new Server({
    path: '/uploads',
    datastore,
    namingFunction: newUploadName,
    relativeLocation: true,
    maxSize: maxFileBytes,
    // Other sites have no business here.
    allowedOrigins: () => false,
    onUploadCreate: (request, { size, metadata }) =>
      answerFailures(log, async () => {
        await checkRoom(size ?? 0);
        return { metadata: { ...metadata, owner: ownerOf(visitorOf(request)) } };
      }),
    onIncomingRequest: (request, upload) =>
      answerFailures(log, async () => {
        if (request.method === 'POST') return;
        const notes = await findNotes(upload);
        if (notes && mayTouch(notes, visitorOf(request))) return;
        throw new Failure('missing', 'upload.missing', 'This upload is not known any more. Begin it again.');
      }),
    onResponseError: async (request, thrown) => {
      const { method } = request;
      if (isFailure(thrown)) log.warn({ err: thrown, code: thrown.code, method }, 'an upload could not go on now');
      else if (thrown instanceof Error) log.error({ err: thrown, method }, 'an upload met a bug');
      const refusal = await tusRefusal(thrown, { checkRoom, maxFileBytes });
      const { status_code: status } = refusal ?? (thrown as Partial<TusAnswer>);
      const response = (request as TusRequest).runtime?.node?.res as ServerResponse | undefined;
      if (response && !response.headersSent) {
        if (status === 503) response.setHeader('Retry-After', RETRY_AFTER_S);
        if (refusal || isProblem(thrown)) sayProblem(response);
      }
      return refusal;
    },
  });
}

type TusRequest = {
  readonly runtime?: { readonly node?: { readonly req?: unknown; readonly res?: unknown } | undefined } | undefined;
};

/** What we refused before the tus server did anything, rather than what it refused itself. */
const isProblem = (thrown: Error | TusAnswer): boolean =>
  !(thrown instanceof Error) && String(thrown.body).startsWith('{"type":');

/** The tus server takes answers, not failures, from what it calls. */
async function answerFailures<Result>(log: WebLog, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    if (thrown.kind === 'unavailable') log.warn({ err: thrown, code: thrown.code }, 'an upload could not go on now');
    const answer: TusAnswer = tusAnswer(thrown);
    throw answer;
  }
}
