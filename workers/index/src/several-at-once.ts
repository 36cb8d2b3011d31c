/**
 * Does `work` for everything that comes, so many at a time, in the order in which it comes. When one fails, nothing more is begun, and
 * what is under way is waited for before it fails as the first did.
 */
export async function severalAtOnce<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const failed: unknown[] = [];
  try {
    for await (const item of items) {
      const one = work(item)
        .catch((thrown: unknown) => void failed.push(thrown))
        .finally(() => underWay.delete(one));
      underWay.add(one);
      if (underWay.size >= atOnce) await Promise.race(underWay);
      if (failed.length > 0) break;
    }
  } finally {
    await Promise.all(underWay);
  }
  if (failed.length > 0) throw failed[0];
}
