import type { Failure } from '@diachi/domain';
import type { Locks } from '@diachi/ports';

/** Locks that are given back all at once. */
export type ClosableLocks = Locks & { readonly close: () => Promise<void> };

/** Locks for one process alone: it has nobody else to wait for. `closed` is what whoever comes after their end is told. */
export function createLocalLocks(closed: () => Failure): ClosableLocks {
  const last = new Map<string, Promise<unknown>>();
  const inOrder = new Set<Promise<unknown>>();
  const closing = new AbortController();

  /** Says that this is the last work under a name, until it is done. */
  const holdName = (name: string, work: Promise<unknown>, forget: () => void = () => {}) => {
    last.set(name, work);
    const after = () => {
      if (last.get(name) === work) last.delete(name);
      forget();
    };
    work.then(after, after);
  };

  return {
    inOrder(name, work) {
      const begin = async () => {
        if (closing.signal.aborted) throw closed();
        return work(closing.signal);
      };
      const result = (last.get(name) ?? Promise.resolve()).then(begin, begin);
      inOrder.add(result);
      holdName(name, result, () => inOrder.delete(result));
      return result;
    },

    async alone(name, work) {
      if (closing.signal.aborted) throw closed();
      if (last.has(name)) return false;
      const result = (async () => work(closing.signal))();
      holdName(name, result);
      await result;
      return true;
    },

    async settled() {
      while (inOrder.size > 0) await Promise.allSettled(inOrder);
    },

    async close() {
      closing.abort(closed());
    },
  };
}
