/** Pieces of JSON lines that are sent at once; there is always a last one, if an empty one. */
export type Batch = { readonly lines: readonly string[]; readonly isLast: boolean };

/** Far below what a server takes by default (100 MB), and little enough for several documents at a time in memory. */
const MOST_BYTES = 4_000_000;

/** Writes entries as lines and gathers them to batches of bounded size; a single entry larger than that goes alone. */
export async function* batchLines(
  entries: AsyncIterable<object> | Iterable<object>,
  mostBytes = MOST_BYTES,
): AsyncGenerator<Batch> {
  let lines: string[] = [];
  let bytes = 0;
  for await (const entry of entries) {
    const line = JSON.stringify(entry);
    const size = Buffer.byteLength(line) + 1;
    if (lines.length > 0 && bytes + size > mostBytes) {
      yield { lines, isLast: false };
      lines = [];
      bytes = 0;
    }
    lines.push(line);
    bytes += size;
  }
  yield { lines, isLast: true };
}
