/**
 * Does `work` for each of `items` in their order, `atOnce` at a time. Each is tried, whatever became of the others, and nothing
 * goes on any more when this ends; it then fails as the first that failed.
 */
export async function takeTurns<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const failures: unknown[] = [];
  const takeTurn = async () => {
    for (const item of waiting) {
      try {
        await work(item);
      } catch (thrown) {
        failures.push(thrown);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, takeTurn));
  if (failures.length > 0) throw failures[0];
}
