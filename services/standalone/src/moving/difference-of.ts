/** What is in the first of two listings, both in the order of keys, and not in the second. */
export async function* differenceOf(all: AsyncIterable<string>, there: AsyncIterable<string>): AsyncGenerator<string> {
  const second = there[Symbol.asyncIterator]();
  let next = await second.next();
  for await (const key of all) {
    while (!next.done && next.value < key) next = await second.next();
    if (next.done || next.value !== key) yield key;
  }
}
