import { Failure, isFailure, keys } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import type { Waiting } from '../until-answered.ts';

const ATTEMPTS = 3;
const REST_MS = 2_000;

/**
 * A store in which one object that cannot be got at, time after time, does not stop what goes through all of them: a bad spot on its disk.
 * Whether such a one is there is answered with yes, for whether it can be read is found when files are compared with their checksums; got, it
 * is `object.missing`. While the store does not answer for others either, it fails as before.
 */
export function steadyStore(store: ObjectStore, { wait }: Pick<Waiting, 'wait'>, signal: AbortSignal): ObjectStore {
  const steady = async <Answer>(ask: () => Promise<Answer>, otherwise: () => Answer): Promise<Answer> => {
    for (let tried = 1; ; tried += 1) {
      try {
        return await ask();
      } catch (thrown) {
        if (!isFailure(thrown) || thrown.code !== 'store.unavailable') throw thrown;
        if (tried === ATTEMPTS) break;
        await wait(REST_MS * tried, signal);
      }
    }
    await store.has(keys.libraries());
    return otherwise();
  };
  return {
    ...store,
    has: (key) =>
      steady(
        () => store.has(key),
        () => true,
      ),
    get: (key) =>
      steady(
        () => store.get(key),
        () => {
          throw new Failure('missing', 'object.missing', `The store cannot give “${key}”.`, { details: { key } });
        },
      ),
  };
}
