import { Failure } from '@diachi/domain';
import type { ListedObject } from './listing.ts';

/**
 * Goes along a listing once: asked for keys in their order, it answers what the listing has of each. Fails with `backup.unreadable`
 * when the listing is not in order.
 */
export function createSeek(listing: AsyncIterator<ListedObject>): (key: string) => Promise<ListedObject | null> {
  let next: IteratorResult<ListedObject> | null = null;
  return async (key) => {
    next ??= await listing.next();
    while (!next.done && next.value.key < key) {
      const { key: passed } = next.value;
      next = await listing.next();
      if (!next.done && next.value.key <= passed) throw unordered();
    }
    return !next.done && next.value.key === key ? next.value : null;
  };
}

const unordered = () =>
  new Failure('invalid', 'backup.unreadable', 'The listing of a backup is not in order. Restore another one.', {
    details: { name: 'objects.jsonl' },
  });
