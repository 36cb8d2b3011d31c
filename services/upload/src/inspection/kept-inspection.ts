import { isFailure, keys } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { type Inspection, parseInspection } from './inspection.ts';

/** Kept in the store, where every process finds it. */
export const keepInspection = (store: Pick<ObjectStore, 'put'>, inspection: Inspection): Promise<void> =>
  store.put(keys.inspection(), Buffer.from(JSON.stringify(inspection)), 'application/json');

/** The last one that came to its end; null when there was none. */
export async function readInspection(store: Pick<ObjectStore, 'get'>): Promise<Inspection | null> {
  try {
    return parseInspection(await store.get(keys.inspection()));
  } catch (thrown) {
    if (isFailure(thrown) && thrown.code === 'object.missing') return null;
    throw thrown;
  }
}

/** Whether the last one ended before then, or there was none. */
export async function isInspectionDue(store: Pick<ObjectStore, 'get'>, beforeMs: number): Promise<boolean> {
  const last = await readInspection(store);
  return last === null || !(Date.parse(last.endedAt) > beforeMs);
}
