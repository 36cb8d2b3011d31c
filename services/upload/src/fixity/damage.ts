import { type DocumentId, fieldsOf, keys, listOf, parseDocumentId, textOf, wholeOf } from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { type Finding, parseFinding } from '../inspection/inspection.ts';
import { readKept } from '../read-kept.ts';
import type { VerifiedDocument } from './verify-document.ts';

/** A document whose files were not as they should be when they were last looked at. */
export type DamagedDocument = {
  readonly id: DocumentId;
  /** ISO 8601, UTC. */
  readonly checkedAt: string;
  readonly revision: number;
  /** The first few; `count` counts them all. */
  readonly problems: readonly Finding[];
  readonly count: number;
  readonly originalsLost: number;
};

/** What is wrong with files now, as far as it is known: from the moment it is found until it is seen to be right again. */
export type Damage = {
  readonly version: 1;
  /** When the list was begun, ISO 8601, UTC: what was found before it is not in it. */
  readonly since: string;
  readonly documents: readonly DamagedDocument[];
};

export type DamageTools = {
  readonly store: Pick<ObjectStore, 'get' | 'put'>;
  readonly catalogue: Pick<Catalogue, 'locks'>;
  readonly clock: () => Date;
};

/** Documents that are named; where more are damaged, the others are named as these are mended and they are looked at again. */
const MOST_DOCUMENTS = 1_000;
/** Findings of one document that are told one by one. */
const MOST_PROBLEMS = 20;

/** Null when no list was ever begun, or it is lost or damaged: what was known is then found out anew, see `tellsAllSince`. */
export const readDamage = (store: Pick<ObjectStore, 'get'>): Promise<Damage | null> =>
  readKept(store, keys.damage(), (raw) => ({
    version: 1,
    since: textOf(raw['since']),
    documents: listOf(raw['documents'], damagedOf),
  }));

/** Whether what a round found that began at such a moment (ISO 8601, UTC) is in the list, and was not lost with one before it. */
export const tellsAllSince = (damage: Damage | null, startedAt: string): boolean =>
  damage !== null && damage.since <= startedAt;

/** Begins the list where there is none, so that one that is gone is told from one where nothing was found. */
export async function beginDamage({ store, catalogue }: Omit<DamageTools, 'clock'>, since: string): Promise<void> {
  await catalogue.locks.inOrder(LOCK, async (lost) => {
    if ((await readDamage(store)) !== null) return;
    lost.throwIfAborted();
    await keepDamage(store, { version: 1, since, documents: [] });
  });
}

/** Keeps what was just found of a document in the place of what was known of it; null for one that is gone. */
export async function noteDamage(
  { store, catalogue, clock }: DamageTools,
  id: DocumentId,
  found: VerifiedDocument | null,
): Promise<void> {
  const isDamaged = found !== null && found.counts.problems > 0;
  const isKnown = (damage: Damage | null) => damage?.documents.some((one) => one.id === id) ?? false;
  if (!isDamaged && !isKnown(await readDamage(store))) return;
  await catalogue.locks.inOrder(LOCK, async (lost) => {
    const before = await readDamage(store);
    const others = (before?.documents ?? []).filter((one) => one.id !== id);
    if (isDamaged && others.length >= MOST_DOCUMENTS && !hasMadeRoom(others, found)) return;
    const at = clock().toISOString();
    const now = isDamaged ? [damaged(id, found, at)] : [];
    lost.throwIfAborted();
    await keepDamage(store, { version: 1, since: before?.since ?? at, documents: [...others, ...now] });
  });
}

/** What can be made again by itself one day gives place to a lost original, which cannot. */
function hasMadeRoom(others: DamagedDocument[], found: VerifiedDocument): boolean {
  const place = found.originalsLost > 0 ? others.findIndex(({ originalsLost }) => originalsLost === 0) : -1;
  if (place >= 0) others.splice(place, 1);
  return place >= 0;
}

const LOCK = 'damage';

const keepDamage = (store: Pick<ObjectStore, 'put'>, damage: Damage): Promise<void> =>
  store.put(keys.damage(), Buffer.from(JSON.stringify(damage)), 'application/json');

const damaged = (id: DocumentId, found: VerifiedDocument, checkedAt: string): DamagedDocument => ({
  id,
  checkedAt,
  revision: found.revision,
  problems: found.problems.slice(0, MOST_PROBLEMS),
  count: found.counts.problems,
  originalsLost: found.originalsLost,
});

function damagedOf(raw: unknown): DamagedDocument {
  const document = fieldsOf(raw);
  return {
    id: parseDocumentId(document['id']),
    checkedAt: textOf(document['checkedAt']),
    revision: wholeOf(document['revision'], 0),
    problems: listOf(document['problems'], parseFinding),
    count: wholeOf(document['count'], 0),
    originalsLost: wholeOf(document['originalsLost'], 0),
  };
}
