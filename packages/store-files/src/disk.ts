import { stat } from 'node:fs/promises';
import { saysAbsent, storeFailure } from './store-failure.ts';

/** Asks the disk for something and makes our failure of what it answers. */
export type OnDisk = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** How the store talks with its disk. */
export type Disk = {
  readonly onDisk: OnDisk;
  /** Null for what is not there. That is an answer only while the store itself is there: an unplugged disk has lost nothing. */
  readonly ifThere: <Found>(work: () => Promise<Found | null>) => Promise<Found | null>;
  /** Null when there is no such file. */
  readonly sizeOf: (path: string) => Promise<number | null>;
  /** `store.full` or `store.unavailable` for what the system answered; anything else as it is. */
  readonly translate: (thrown: unknown) => unknown;
};

/** `marker` is a path that exists as long as the store does. */
export function createDisk(folder: string, marker: string): Disk {
  const translate = (thrown: unknown) => storeFailure(folder, thrown);

  const onDisk: OnDisk = async (work) => {
    try {
      return await work();
    } catch (thrown) {
      throw translate(thrown);
    }
  };
  const ifThere: Disk['ifThere'] = (work) =>
    onDisk(async () => {
      try {
        return await work();
      } catch (thrown) {
        if (!saysAbsent(thrown)) throw thrown;
        await stat(marker);
        return null;
      }
    });
  const sizeOf = (path: string) =>
    ifThere(async () => {
      const found = await stat(path);
      return found.isFile() ? found.size : null;
    });

  return { onDisk, ifThere, sizeOf, translate };
}
