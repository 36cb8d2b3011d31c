import { Failure } from '@diachi/domain';
import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** Fails with `catalogue.half-copied`: nobody may work with a library of which only a part is here. */
export async function refuseHalfCopied(db: Kysely<Tables>): Promise<void> {
  const copied = await db.selectFrom('copied').select('is_whole').executeTakeFirst();
  if (copied?.is_whole !== 0) return;
  const message =
    'A library is being copied to this catalogue, and not all of it has arrived. Let the copying end, or start it again; it goes on where it was.';
  throw new Failure('unavailable', 'catalogue.half-copied', message);
}

/**
 * What there is to be done about copying a library to here: `begin` it, `fill` what was begun, or `compare`, for all of one has arrived. Changes
 * nothing. Fails with `catalogue.not-empty`.
 */
export async function copyState(db: Kysely<Tables>): Promise<'begin' | 'fill' | 'compare'> {
  const copied = await db.selectFrom('copied').select('is_whole').executeTakeFirst();
  if (copied) return copied.is_whole === 1 ? 'compare' : 'fill';
  for (const table of ['document', 'person', 'audit', 'library'] as const) {
    const rows = db.selectFrom(table).select(({ lit }) => lit(1).as('one'));
    if (await rows.limit(1).executeTakeFirst()) throw notEmpty();
  }
  return 'begin';
}

/** Says that a library is being copied to here, unless one was before. Answers and fails as `copyState` does. */
export async function beginCopy(db: Kysely<Tables>, at: string): Promise<'begin' | 'fill' | 'compare'> {
  const state = await copyState(db);
  if (state === 'begin') await db.insertInto('copied').values({ is_whole: 0, at }).execute();
  return state;
}

export async function endCopy(db: Kysely<Tables>, at: string): Promise<void> {
  await db.updateTable('copied').set({ is_whole: 1, at }).execute();
}

export const notEmpty = (): Failure =>
  new Failure(
    'conflict',
    'catalogue.not-empty',
    'The catalogue a library is copied to holds something else already, or has been worked with since. Copy it to an empty one.',
  );
