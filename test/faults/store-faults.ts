import { Failure } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { failing, type When } from './failing.ts';
import { always, both, on } from './when.ts';

/** A store that cannot be reached. */
export const storeAway = (store: ObjectStore, when: When = always): ObjectStore =>
  failing(store, (call) =>
    when(call) ? new Failure('unavailable', 'store.unavailable', 'The store cannot be reached.') : null,
  );

/** A store without room: what it has can be read, and nothing can be put. */
export const fullDisk = (store: ObjectStore, when: When = always): ObjectStore =>
  failing(store, (call) =>
    both(on('put', 'putFile'), when)(call) ? new Failure('unavailable', 'store.full', 'The disk is full.') : null,
  );

/** A store in which the objects under these keys are not there any more. */
export function lostObjects(store: ObjectStore, ...keys: readonly string[]): ObjectStore {
  const isLost: When = ({ args: [key] }) => typeof key === 'string' && keys.includes(key);
  const gone = failing(store, (call) =>
    both(on('get', 'read', 'withFile', 'sizeBytes'), isLost)(call)
      ? new Failure('missing', 'object.missing', 'There is no such object.')
      : null,
  );
  return new Proxy(gone, {
    get: (target, name, receiver) =>
      name === 'has'
        ? async (key: string) => !keys.includes(key) && store.has(key)
        : Reflect.get(target, name, receiver),
  });
}

/** A store that answers only when it is let through, so that a test decides what happens meanwhile. */
export function slowStore(store: ObjectStore, when: When = always) {
  const { promise: opened, resolve } = Promise.withResolvers<void>();
  const { promise: firstHeld, resolve: held } = Promise.withResolvers<void>();
  const slow = new Proxy(store, {
    get(target, name, receiver) {
      const found: unknown = Reflect.get(target, name, receiver);
      if (typeof found !== 'function' || typeof name !== 'string' || name === 'close' || name === 'list') return found;
      return async (...args: unknown[]) => {
        if (when({ method: name, args })) {
          held();
          await opened;
        }
        return Reflect.apply(found, target, args);
      };
    },
  });
  return {
    store: slow,
    /** Lets every call through, now and from now on. */
    letThrough: () => resolve(),
    /** Resolves when the first call is held up. */
    firstHeld,
  };
}
