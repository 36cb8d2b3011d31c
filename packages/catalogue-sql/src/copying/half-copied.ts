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
 * Says that a library is being copied to here, unless one was before. Answers what is to be done: `fill` it, or `compare`, for all of
 * one has arrived. Fails with `catalogue.not-empty`.
 */
export async function beginCopy(db: Kysely<Tables>, at: string): Promise<'fill' | 'compare'> {
  const copied = await db.selectFrom('copied').select('is_whole').executeTakeFirst();
  if (copied) return copied.is_whole === 1 ? 'compare' : 'fill';
  for (const table of ['document', 'person', 'audit', 'library'] as const) {
    if (
      await db
        .selectFrom(table)
        .select(({ lit }) => lit(1).as('one'))
        .limit(1)
        .executeTakeFirst()
    )
      throw notEmpty();
  }
  await db.insertInto('copied').values({ is_whole: 0, at }).execute();
  return 'fill';
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
