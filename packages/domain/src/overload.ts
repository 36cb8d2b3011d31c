import { Failure } from './failure.ts';

/** How operating systems, decoders and engines say that there is no memory, no process or no time left to work in. */
const signs =
  /out.of.memory|\bOOM\b|bad_alloc|insufficient memory|(?:cannot|can't|could not|unable to|failed to) (?:allocate|grow|enlarge) memory|allocation failed|^timeout: |\b(?:ENOMEM|EAGAIN|EMFILE|ENFILE)\b/i;

/** True when what was thrown is about this machine at this moment, and not about what it was working on. */
export function saysOverloaded(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return signs.test(String(thrown));
  const code = 'code' in thrown ? String(thrown.code) : '';
  return signs.test(thrown.message) || signs.test(code) || code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** The failure for it. It may pass, and whatever was worked on is not to blame. */
export const overloaded = (cause?: unknown): Failure =>
  new Failure(
    'unavailable',
    'machine.overloaded',
    'This machine has too little free memory, or is too busy. Close other programs, then try again.',
    { cause },
  );
