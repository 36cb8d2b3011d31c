import {
  isFailure,
  type KeptLibraries,
  keys,
  type Library,
  type LibraryCode,
  parseKeptLibraries,
} from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';

export type KeepLibrariesTools = {
  readonly catalogue: Pick<Catalogue, 'libraries' | 'putLibrary' | 'locks'>;
  readonly store: Pick<ObjectStore, 'get' | 'has' | 'put'>;
};

const LIBRARIES = 'libraries';

/** Adds a member library or renames it. Answers what it was before; null when it is a new one. Fails as `check` does, before anything is changed. */
export const putLibrary = (
  tools: KeepLibrariesTools,
  library: Library,
  check: (known: Library | null) => void = () => {},
): Promise<Library | null> =>
  change(tools, library.code, (known) => {
    check(known);
    return library;
  });

/**
 * Makes of what is known of a library what it is to be, while nobody else changes any. The store is told first: what it says is then never older
 * than the catalogue, and a catalogue that was lost takes no name with it.
 */
const change = (
  { catalogue, store }: KeepLibrariesTools,
  code: LibraryCode,
  make: (known: Library | null) => Library,
): Promise<Library | null> =>
  catalogue.locks.inOrder(LIBRARIES, async () => {
    const known = (await catalogue.libraries()).find((each) => each.code === code) ?? null;
    const library = make(known);
    if (known?.name === library.name) return known;
    const kept = (await readKept(store)) ?? (await catalogue.libraries());
    await write(store, [...kept.filter((each) => each.code !== code), library]);
    await catalogue.putLibrary(library);
    return known;
  });

/** Adds a member library; one that is known only by its code has that for a name until somebody gives it a better one. Null when it is there already. */
export async function provideLibrary(
  tools: KeepLibrariesTools,
  code: LibraryCode,
  name: string = code,
): Promise<LibraryCode | null> {
  const libraries = await tools.catalogue.libraries();
  if (libraries.some((known) => known.code === code)) return null;
  return (await change(tools, code, (known) => known ?? { code, name })) ? null : code;
}

/** Writes into the store what only the catalogue knows. Names the store has already stay: the catalogue may be a new one. */
export const keepLibraries = ({ catalogue, store }: KeepLibrariesTools): Promise<void> =>
  catalogue.locks.inOrder(LIBRARIES, async () => {
    const kept = (await readKept(store)) ?? [];
    const codes = new Set(kept.map(({ code }) => code));
    const missing = (await catalogue.libraries()).filter(({ code }) => !codes.has(code));
    if (missing.length > 0) await write(store, [...kept, ...missing]);
  });

/** Null when there is no list, or none that can be read: it is then written anew. */
async function readKept(store: KeepLibrariesTools['store']): Promise<readonly Library[] | null> {
  if (!(await store.has(keys.libraries()))) return null;
  try {
    return parseKeptLibraries(await store.get(keys.libraries()));
  } catch (thrown) {
    if (isFailure(thrown) && thrown.code === 'libraries.broken') return null;
    throw thrown;
  }
}

async function write(store: KeepLibrariesTools['store'], libraries: readonly Library[]): Promise<void> {
  const ordered = libraries.toSorted((one, other) => (one.code < other.code ? -1 : 1));
  const kept: KeptLibraries = { version: 1, libraries: ordered.map(({ code, name }) => ({ code, name })) };
  await store.put(keys.libraries(), Buffer.from(JSON.stringify(kept)), 'application/json');
}
