/** Does something for each of many, in their order, at most so many at a time. After a failure nothing more is begun; it is told when what was begun has ended. */
export async function eachAtOnce<Thing>(
  things: Iterable<Thing>,
  atOnce: number,
  work: (thing: Thing) => Promise<void>,
): Promise<void> {
  const rest = Iterator.from(things);
  let hasFailed = false;
  const goOn = async () => {
    for (let next = rest.next(); !next.done && !hasFailed; next = rest.next()) {
      try {
        await work(next.value);
      } catch (thrown) {
        hasFailed = true;
        throw thrown;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, goOn));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}
