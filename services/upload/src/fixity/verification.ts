import { fieldsOf, isFailure, keys, orNull, textOf, wholeOf } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { type Found, foundOf } from '../inspection/inspection.ts';

/** What was compared until now, and what came of it; `counts.objects` are files. */
export type Verified = Found & {
  readonly sizeBytes: number;
  /** Originals that are damaged or gone: nothing here can make them again. */
  readonly originalsLost: number;
};

/** What came of comparing every file with its checksum. */
export type Verification = Verified & {
  readonly version: 1;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
};

/** How far one came that has not ended, so that it is gone on with. */
export type VerificationPlace = {
  readonly version: 1;
  readonly startedAt: string;
  /** Nothing up to here in the catalogue's list of documents is looked at again; null before the first stretch. */
  readonly after: string | null;
  readonly verified: Verified;
};

/** Kept in the store, where every process finds it. */
export const keepVerification = (store: Pick<ObjectStore, 'put'>, verification: Verification): Promise<void> =>
  store.put(keys.verification(), Buffer.from(JSON.stringify(verification)), 'application/json');

export const keepVerificationPlace = (store: Pick<ObjectStore, 'put'>, place: VerificationPlace): Promise<void> =>
  store.put(keys.verificationPlace(), Buffer.from(JSON.stringify(place)), 'application/json');

/** The last one that came to its end; null when there was none. */
export const readVerification = (store: Pick<ObjectStore, 'get'>): Promise<Verification | null> =>
  read(store, keys.verification(), (raw) => ({
    version: 1,
    startedAt: textOf(raw['startedAt']),
    endedAt: textOf(raw['endedAt']),
    ...verifiedOf(raw),
  }));

/** Null when there is none, or it ended and only its place could not be removed any more. */
export async function readVerificationPlace(store: Pick<ObjectStore, 'get'>): Promise<VerificationPlace | null> {
  const place = await read(store, keys.verificationPlace(), (raw) => ({
    version: 1 as const,
    startedAt: textOf(raw['startedAt']),
    after: orNull(raw['after'], textOf),
    verified: verifiedOf(fieldsOf(raw['verified'])),
  }));
  return place && (await readVerification(store))?.startedAt === place.startedAt ? null : place;
}

/** Whether the last one ended before then, or was broken off, or there was none. */
export async function isVerificationDue(store: Pick<ObjectStore, 'get'>, beforeMs: number): Promise<boolean> {
  const last = await readVerification(store);
  return last === null || !(Date.parse(last.endedAt) > beforeMs) || (await readVerificationPlace(store)) !== null;
}

const verifiedOf = (raw: Readonly<Record<string, unknown>>): Verified => ({
  ...foundOf(raw),
  sizeBytes: wholeOf(raw['sizeBytes'], 0),
  originalsLost: wholeOf(raw['originalsLost'], 0),
});

/** What is damaged is as if it were not there: everything is then compared anew. */
async function read<Value>(
  store: Pick<ObjectStore, 'get'>,
  key: string,
  parse: (raw: Readonly<Record<string, unknown>>) => Value,
): Promise<Value | null> {
  try {
    const raw = fieldsOf(JSON.parse(new TextDecoder().decode(await store.get(key))));
    return raw['version'] === 1 ? parse(raw) : null;
  } catch (thrown) {
    if (isFailure(thrown) ? thrown.kind !== 'unavailable' : thrown instanceof Error) return null;
    throw thrown;
  }
}
