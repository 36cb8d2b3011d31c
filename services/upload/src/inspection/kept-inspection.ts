import { keys } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { readKept } from '../read-kept.ts';
import { type Inspection, inspectionOf } from './inspection.ts';

/** Kept in the store, where every process finds it. */
export const keepInspection = (store: Pick<ObjectStore, 'put'>, inspection: Inspection): Promise<void> =>
  store.put(keys.inspection(), Buffer.from(JSON.stringify(inspection)), 'application/json');

/** The last one that came to its end; null when there was none. */
export const readInspection = (store: Pick<ObjectStore, 'get'>): Promise<Inspection | null> =>
  readKept(store, keys.inspection(), inspectionOf);

/** Whether the last one ended before then, or there was none. */
export async function isInspectionDue(store: Pick<ObjectStore, 'get'>, beforeMs: number): Promise<boolean> {
  const last = await readInspection(store);
  return last === null || !(Date.parse(last.endedAt) > beforeMs);
}
