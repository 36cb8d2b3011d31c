import type { When } from './failing.ts';

/** Every call. */
export const always: When = () => true;

/** Calls of these methods: `on('put', 'putFile')`. */
export const on =
  (...methods: readonly string[]): When =>
  ({ method }) =>
    methods.includes(method);

/** Calls about keys that end so: `aboutKeys('text.json')`. */
export const aboutKeys =
  (ending: string): When =>
  ({ args: [key] }) =>
    typeof key === 'string' && key.endsWith(ending);

/** Calls after the first so many. */
export function afterCalls(count: number): When {
  let calls = 0;
  return () => ++calls > count;
}

/** The first so many calls: what is away comes back. */
export function firstCalls(count: number): When {
  let calls = 0;
  return () => ++calls <= count;
}

/** Calls met by all of these. */
export const both =
  (...all: readonly When[]): When =>
  (call) =>
    all.every((when) => when(call));
