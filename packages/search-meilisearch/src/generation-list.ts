import { open } from 'node:fs/promises';
import { type DocumentId, parseDocumentId, scratchFailure } from '@diachi/domain';

/** Which generation of a document an index shows. */
export type Generation = { readonly document: DocumentId; readonly generation: number };

/** Passes a listing on and writes it to a file, where `readList` finds it. Fails with `scratch.unavailable`. */
export async function* writeList(
  path: string,
  listing: AsyncIterable<readonly Generation[]>,
): AsyncGenerator<readonly Generation[]> {
  const inScratch = async <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch((thrown) => {
      throw scratchFailure(thrown, path);
    });
  const file = await inScratch(open(path, 'w', 0o600));
  try {
    for await (const stretch of listing) {
      const lines = stretch.map(({ document, generation }) => `${document} ${generation}\n`);
      await inScratch(file.appendFile(lines.join('')));
      yield stretch;
    }
  } finally {
    await file.close();
  }
}

/** What `writeList` wrote, one by one. */
export async function* readList(path: string): AsyncGenerator<Generation> {
  const file = await open(path);
  try {
    for await (const line of file.readLines()) {
      const [document, generation] = line.split(' ');
      yield { document: parseDocumentId(document), generation: Number(generation) };
    }
  } finally {
    await file.close();
  }
}

/** One document that is not as it was before; its generation is null when it is there no more. */
export type Change = { readonly document: DocumentId; readonly generation: number | null };

/** Compares two listings, both in the order of ids, and holds one document of each. */
export async function* changesSince(
  before: AsyncIterable<Generation>,
  now: AsyncIterable<readonly Generation[]>,
): AsyncGenerator<Change> {
  const earlier = before[Symbol.asyncIterator]();
  try {
    let old = await earlier.next();
    for await (const stretch of now) {
      for (const { document, generation } of stretch) {
        for (; !old.done && old.value.document < document; old = await earlier.next()) yield gone(old.value);
        const isKnown = !old.done && old.value.document === document;
        if (!isKnown || old.value.generation !== generation) yield { document, generation };
        if (isKnown) old = await earlier.next();
      }
    }
    for (; !old.done; old = await earlier.next()) yield gone(old.value);
  } finally {
    await earlier.return?.();
  }
}

const gone = ({ document }: Generation): Change => ({ document, generation: null });
