import { type DocumentId, fieldsOf, isFailure, keys, listOf, parseDocumentId, textOf, wholeOf } from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { type Finding, parseFinding } from '../inspection/inspection.ts';
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
export type Damage = { readonly version: 1; readonly documents: readonly DamagedDocument[] };

export type DamageTools = {
  readonly store: Pick<ObjectStore, 'get' | 'put'>;
  readonly catalogue: Pick<Catalogue, 'locks'>;
  readonly clock: () => Date;
};

/** Documents that are named; where more are damaged, the others are named as these are mended and they are looked at again. */
const MOST_DOCUMENTS = 1_000;
/** Findings of one document that are told one by one. */
const MOST_PROBLEMS = 20;

/** Null when nothing was ever kept, or what was cannot be read: it is then as if nothing were known. */
export async function readDamage(store: Pick<ObjectStore, 'get'>): Promise<Damage | null> {
  try {
    const raw = fieldsOf(JSON.parse(new TextDecoder().decode(await store.get(keys.damage()))));
    return raw['version'] === 1 ? { version: 1, documents: listOf(raw['documents'], damagedOf) } : null;
  } catch (thrown) {
    if (isFailure(thrown) ? thrown.kind !== 'unavailable' : thrown instanceof Error) return null;
    throw thrown;
  }
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
    const now = isDamaged ? [damaged(id, found, clock().toISOString())] : [];
    lost.throwIfAborted();
    const damage: Damage = { version: 1, documents: [...others, ...now] };
    await store.put(keys.damage(), Buffer.from(JSON.stringify(damage)), 'application/json');
  });
}

/** What can be made again by itself one day gives place to a lost original, which cannot. */
function hasMadeRoom(others: DamagedDocument[], found: VerifiedDocument): boolean {
  const place = found.originalsLost > 0 ? others.findIndex(({ originalsLost }) => originalsLost === 0) : -1;
  if (place >= 0) others.splice(place, 1);
  return place >= 0;
}

const LOCK = 'damage';

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
