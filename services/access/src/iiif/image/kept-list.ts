/** A file that is kept, and how many are using it now. */
export type KeptFile = { readonly sizeBytes: number; users: number; touchedMs: number };

/** Which files are kept, in the order in which they were used, and how many bytes they are. */
export type KeptList = {
  get(name: string): KeptFile | undefined;
  /** As the one used last; in the place of one of the same name. */
  add(name: string, file: KeptFile): void;
  used(name: string): void;
  drop(name: string): void;
  sizeBytes(): number;
  /** What nobody is using, longest unused first, until all of it together is no more than so many bytes. */
  excess(maxBytes: number): Generator<string>;
};

export function createKeptList(): KeptList {
  // A Map remembers the order of insertion, which is the order of use when every use inserts anew.
  const kept = new Map<string, KeptFile>();
  let total = 0;

  const drop = (name: string) => {
    total -= kept.get(name)?.sizeBytes ?? 0;
    kept.delete(name);
  };
  const add = (name: string, file: KeptFile) => {
    drop(name);
    kept.set(name, file);
    total += file.sizeBytes;
  };
  return {
    get: (name) => kept.get(name),
    add,
    drop,
    used: (name) => {
      const file = kept.get(name);
      if (file) add(name, file);
    },
    sizeBytes: () => total,
    *excess(maxBytes) {
      for (const [name, { users }] of kept) {
        if (total <= maxBytes) return;
        if (users === 0) yield name;
      }
    },
  };
}
