import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Failure, isFailure } from '@diachi/domain';
import type { Route, Visitor, WebLog } from '@diachi/web';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { type TusAnswer, tusAnswer, tusRefusal } from './tus-answer.ts';
import { checkRoom, readUploadNotes, removeUnusedSince, sizeOf, uploadPaths } from './upload-folder.ts';

export type ResumableUploadsTools = {
  readonly folder: string;
  readonly maxFileBytes: number;
  /** How long an upload can be gone on with. */
  readonly expiryMs: number;
  readonly clock: () => Date;
  readonly log: WebLog;
};

/** A whole upload that waits to be committed. `path` is null when its bytes were moved into the store already. */
type FinishedUpload = { readonly path: string | null; readonly sizeBytes: number };

export type ResumableUploads = {
  readonly route: Route;
  /** Null when there is none of that name, or it is somebody else's. Fails with `upload.unfinished`. */
  find(upload: string, visitor: Visitor): Promise<FinishedUpload | null>;
  /** Removes what is left of an upload; one of somebody else's stays. */
  forget(upload: string, visitor: Visitor): Promise<void>;
  /** Answers how many files were removed. */
  removeExpired(): Promise<number>;
};

/** Uploads by the tus protocol, kept in a folder, so that a broken line or a restart costs nothing. They belong to whoever began them. */
export function createResumableUploads(tools: ResumableUploadsTools): ResumableUploads {
  const { folder, expiryMs, clock } = tools;
  mkdirSync(folder, { recursive: true });
  const visitors = new WeakMap<IncomingMessage, Visitor>();
  const server = createTusServer(tools, visitors);

  return {
    route: {
      method: 'all',
      path: '/uploads{/*rest}',
      role: 'archivist',
      summary: 'Resumable uploads by the tus protocol, version 1.0.0',
      handle: async (request, response, visitor) => {
        visitors.set(request, visitor);
        await server.handle(request, response);
      },
    },

    find: async (upload, visitor) => {
      const notes = await readUploadNotes(folder, upload);
      if (!notes || !mayTouch(notes.owner, visitor)) return null;
      const { bytes } = uploadPaths(folder, upload);
      const received = await sizeOf(bytes);
      if (received === null) return { path: null, sizeBytes: notes.sizeBytes ?? 0 };
      if (received === notes.sizeBytes) return { path: bytes, sizeBytes: received };
      const message = 'This file has not arrived whole yet. Go on with the upload.';
      throw new Failure('conflict', 'upload.unfinished', message, { details: { received } });
    },

    forget: async (upload, visitor) => {
      const owned = await readUploadNotes(folder, upload);
      if (!owned || !mayTouch(owned.owner, visitor)) return;
      const { bytes, notes } = uploadPaths(folder, upload);
      await rm(bytes, { force: true });
      await rm(notes, { force: true });
    },

    removeExpired: () => removeUnusedSince(folder, clock().getTime() - expiryMs),
  };
}

function createTusServer(
  { folder, maxFileBytes, expiryMs, log }: ResumableUploadsTools,
  visitors: WeakMap<IncomingMessage, Visitor>,
): Server {
  const visitorOf = (request: TusRequest): Visitor => {
    const visitor = visitors.get(request.runtime?.node?.req as IncomingMessage);
    if (visitor) return visitor;
    throw new Error('An upload is only ever handled for a visitor.');
  };
  return new Server({
    path: '/uploads',
    datastore: new FileStore({ directory: folder, expirationPeriodInMilliseconds: expiryMs }),
    relativeLocation: true,
    maxSize: maxFileBytes,
    // Other sites have no business here.
    allowedOrigins: () => false,
    onUploadCreate: (request, { size, metadata }) =>
      answerFailures(async () => {
        await checkRoom(folder, size ?? 0);
        return { metadata: { ...metadata, owner: ownerOf(visitorOf(request)) } };
      }),
    onIncomingRequest: (request, upload) =>
      answerFailures(async () => {
        if (request.method === 'POST') return;
        const notes = await readUploadNotes(folder, upload);
        if (notes && mayTouch(notes.owner, visitorOf(request))) return;
        throw new Failure('missing', 'upload.missing', 'This upload is not known any more. Begin it again.');
      }),
    onResponseError: (request, thrown) => {
      if (thrown instanceof Error) log.error({ err: thrown, method: request.method }, 'an upload met a bug');
      return tusRefusal(thrown, { folder, maxFileBytes });
    },
  });
}

type TusRequest = { readonly runtime?: { readonly node?: { readonly req?: unknown } | undefined } | undefined };

const ownerOf = ({ role, personId }: Visitor) => (role === 'operator' ? 'operator' : `person ${personId}`);

const mayTouch = (owner: string, visitor: Visitor) => visitor.role === 'operator' || owner === ownerOf(visitor);

/** The tus server takes answers, not failures, from what it calls. */
async function answerFailures<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    const answer: TusAnswer = tusAnswer(thrown);
    throw answer;
  }
}
