import { fieldsOf, keys, orNull, textOf, wholeOf } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { type Finding, type Found, foundOf } from '../inspection/inspection.ts';
import { readKept } from '../read-kept.ts';
import { type Damage, readDamage, tellsAllSince } from './damage.ts';

/** What was compared until now, and what was made again; `counts.objects` are files. What is damaged is told by `Damage`. */
export type Verified = Found & { readonly sizeBytes: number };

/** A round of comparing every file with its checksum, which came to its end. */
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
  readonly keptAt: string;
  /** Nothing up to here in the catalogue's list of documents is looked at again; null before the first. */
  readonly after: string | null;
  /** Documents that are read again because of it. */
  readonly readAgain: number;
  readonly verified: Verified;
};

const DAY_MS = 86_400_000;
/** What was compared longer ago says little of today: then everything is compared anew. */
const TOO_OLD_MS = 60 * DAY_MS;

/** Kept in the store, where every process finds it. */
export const keepVerification = (store: Pick<ObjectStore, 'put'>, verification: Verification): Promise<void> =>
  store.put(keys.verification(), Buffer.from(JSON.stringify(verification)), 'application/json');

export const keepVerificationPlace = (store: Pick<ObjectStore, 'put'>, place: VerificationPlace): Promise<void> =>
  store.put(keys.verificationPlace(), Buffer.from(JSON.stringify(place)), 'application/json');

/** The last one that came to its end; null when there was none. */
export const readVerification = (store: Pick<ObjectStore, 'get'>): Promise<Verification | null> =>
  readKept(store, keys.verification(), (raw) => ({
    version: 1,
    startedAt: textOf(raw['startedAt']),
    endedAt: textOf(raw['endedAt']),
    ...verifiedOf(raw),
  }));

/**
 * Null when there is none that is worth going on with: it ended and only its place could not be removed any more, or what it found until then
 * is lost.
 */
export async function readVerificationPlace(
  store: Pick<ObjectStore, 'get'>,
  nowMs: number,
): Promise<VerificationPlace | null> {
  const place = await readKept(store, keys.verificationPlace(), (raw) => ({
    version: 1 as const,
    startedAt: textOf(raw['startedAt']),
    keptAt: textOf(raw['keptAt']),
    after: orNull(raw['after'], textOf),
    readAgain: wholeOf(raw['readAgain'], 0),
    verified: verifiedOf(fieldsOf(raw['verified'])),
  }));
  if (!place || !(nowMs - Date.parse(place.keptAt) < TOO_OLD_MS)) return null;
  if (!tellsAllSince(await readDamage(store), place.startedAt)) return null;
  return (await readVerification(store))?.startedAt === place.startedAt ? null : place;
}

/**
 * Whether the last one ended so many days ago, or was broken off, or there was none, or what it found is lost. One that ended in the future
 * did so by a clock that was wrong.
 */
export async function isVerificationDue(
  store: Pick<ObjectStore, 'get'>,
  nowMs: number,
  everyDays: number,
): Promise<boolean> {
  const last = await readVerification(store);
  if (last === null || !tellsAllSince(await readDamage(store), last.startedAt)) return true;
  const agoMs = nowMs - Date.parse(last.endedAt);
  const isLately = agoMs < everyDays * DAY_MS && agoMs > -DAY_MS;
  return !isLately || (await readVerificationPlace(store, nowMs)) !== null;
}

/** What is wrong with files now. */
export type Standing = {
  readonly counts: { readonly problems: number };
  /** The first few hundred. */
  readonly problems: readonly Finding[];
  readonly originalsLost: number;
};

const MOST_TOLD = 300;

/** What is known to be damaged, as it is told. Nothing where nothing was ever found. */
export function standingIn(damage: Damage | null): Standing {
  const documents = damage?.documents ?? [];
  const sum = (of: (one: (typeof documents)[number]) => number) => documents.reduce((whole, one) => whole + of(one), 0);
  return {
    counts: { problems: sum(({ count }) => count) },
    problems: documents.flatMap(({ problems }) => problems).slice(0, MOST_TOLD),
    originalsLost: sum(({ originalsLost }) => originalsLost),
  };
}

const verifiedOf = (raw: Readonly<Record<string, unknown>>): Verified => ({
  ...foundOf(raw),
  sizeBytes: wholeOf(raw['sizeBytes'], 0),
});
