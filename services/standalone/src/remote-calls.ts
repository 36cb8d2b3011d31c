import type { MessagePort } from 'node:worker_threads';
import { type CarriedError, carry, unpack } from './carried-error.ts';

type Call = { readonly call: number; readonly method: string; readonly args: readonly unknown[] };
type Answer = { readonly call: number; readonly value?: unknown; readonly thrown?: CarriedError };

type Promising = (...args: never[]) => Promise<unknown>;

/** The methods of `Target` that can be called from another thread: those that answer with a promise. */
export type RemotelyCallable<Target> = {
  [Name in keyof Target as Target[Name] extends Promising ? Name : never]: Target[Name];
};

/** Answers calls that come through a port with an object of this thread. Only the methods listed may be called. */
export function answerCalls<Target extends object>(
  port: MessagePort,
  target: Target,
  methods: readonly (keyof RemotelyCallable<Target> & string)[],
): void {
  const allowed = new Set<string>(methods);
  port.on('message', ({ call, method, args }: Call) => {
    const done = (answer: Omit<Answer, 'call'>) => port.postMessage({ call, ...answer });
    if (!allowed.has(method)) {
      done({ thrown: carry(new Error(`${method} cannot be called from a thread.`)) });
      return;
    }
    const run = (target as Record<string, Promising>)[method] as (...given: readonly unknown[]) => Promise<unknown>;
    run.apply(target, args as unknown[]).then(
      (value) => done({ value }),
      (thrown: unknown) => done({ thrown: carry(thrown) }),
    );
  });
}

/** An object whose methods are carried out by whoever answers at the other end of the port. Failures arrive as failures. */
export function callRemote<Target extends object, Method extends keyof RemotelyCallable<Target> & string>(
  port: MessagePort,
  methods: readonly Method[],
): Pick<Target, Method> {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let calls = 0;
  port.on('message', ({ call, value, thrown }: Answer) => {
    const caller = waiting.get(call);
    waiting.delete(call);
    if (thrown) caller?.reject(unpack(thrown));
    else caller?.resolve(value);
  });
  const remote =
    (method: string) =>
    (...args: unknown[]) =>
      new Promise((resolve, reject) => {
        calls += 1;
        waiting.set(calls, { resolve, reject });
        port.postMessage({ call: calls, method, args } satisfies Call);
      });
  return Object.fromEntries(methods.map((method) => [method, remote(method)])) as Pick<Target, Method>;
}
