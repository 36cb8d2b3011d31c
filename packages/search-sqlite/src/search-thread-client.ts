import { Worker } from 'node:worker_threads';
import { Failure, type FailureNote } from '@diachi/domain';
import type { DiscardReason } from './index-file.ts';
import { searchUnavailable } from './sqlite-trouble.ts';
import type { CallName, ThreadCalls, ThreadMessage } from './thread-calls.ts';

export type SearchThread = {
  ask<Name extends CallName>(
    name: Name,
    ...args: Parameters<ThreadCalls[Name]>
  ): Promise<Awaited<ReturnType<ThreadCalls[Name]>>>;
  /** Resolves when the thread has ended. */
  ended: Promise<void>;
  readonly isAlive: boolean;
};

type Waiting = { readonly resolve: (value: never) => void; readonly reject: (reason: unknown) => void };

/** Starts the thread that owns the file. Resolves when the file is open; fails with `search.unavailable`. */
export function startSearchThread(path: string, onDiscarded: (reason: DiscardReason) => void): Promise<SearchThread> {
  const worker = new Worker(threadFile, { workerData: { path }, resourceLimits, ...runsFromSource });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let isAlive = true;
  const { promise: opened, resolve: setOpened, reject: setNotOpened } = Promise.withResolvers<SearchThread>();
  const { promise: ended, resolve: setEnded } = Promise.withResolvers<void>();

  const thread: SearchThread = {
    ended,
    get isAlive() {
      return isAlive;
    },
    ask(name, ...args) {
      if (!isAlive) return Promise.reject(searchUnavailable('its thread has ended.'));
      lastId += 1;
      const { promise, resolve, reject } = Promise.withResolvers<never>();
      worker.postMessage({ id: lastId, name, args });
      waiting.set(lastId, { resolve, reject });
      return promise;
    },
  };
  const end = (why: unknown) => {
    isAlive = false;
    setNotOpened(why);
    for (const { reject } of waiting.values()) reject(why);
    waiting.clear();
    setEnded();
  };

  worker.on('message', (message: ThreadMessage) => {
    if (message.kind === 'opened') setOpened(thread);
    else if (message.kind === 'not-opened') setNotOpened(reviveFailure(message.failure));
    else if (message.kind === 'discarded') onDiscarded(message.reason);
    else {
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === 'answer') call?.resolve(message.value as never);
      else call?.reject(reviveFailure(message.failure));
    }
  });
  worker.on('error', (cause) => end(searchUnavailable('its thread broke down.', cause)));
  worker.on('exit', () => end(searchUnavailable('its thread has ended.')));
  return opened;
}

// Under the type checker's sources the thread is a .ts file beside this one, in a build it is a .js file.
const isSource = import.meta.url.endsWith('.ts');
const threadFile = new URL(isSource ? './search-thread.ts' : './search-thread.js', import.meta.url);
const runsFromSource = isSource ? { execArgv: ['--conditions=source'] } : {};

// Answers are short-lived garbage; without a limit the thread keeps 40 MB of room for them between questions.
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

const reviveFailure = ({ kind, code, message, details }: FailureNote): Error =>
  kind === 'bug' ? new Error(message) : new Failure(kind, code, message, { details });
