/** Keeps what was asked for lately, at most so many bytes of it. What has not been asked for longest goes first. */
export type RecentCache<Value> = {
  /** The kept value, or the loaded one. Asked for twice at once, it is loaded once; a load that fails is not kept. */
  get(key: string, load: () => Promise<Sized<Value>>): Promise<Value>;
  /** Bytes kept now, as they were told. */
  sizeBytes(): number;
};

export type Sized<Value> = { readonly value: Value; readonly sizeBytes: number };

export function createRecentCache<Value>(maxBytes: number): RecentCache<Value> {
  // A Map remembers the order of insertion, which is the order of use when every use inserts anew.
  const kept = new Map<string, Sized<Value>>();
  const loading = new Map<string, Promise<Value>>();
  let total = 0;

  const forget = (key: string) => {
    total -= kept.get(key)?.sizeBytes ?? 0;
    kept.delete(key);
  };

  const keep = (key: string, loaded: Sized<Value>) => {
    forget(key);
    if (loaded.sizeBytes > maxBytes) return;
    kept.set(key, loaded);
    total += loaded.sizeBytes;
    for (const oldest of kept.keys()) {
      if (total <= maxBytes) break;
      forget(oldest);
    }
  };

  return {
    async get(key, load) {
      const known = kept.get(key);
      if (known) {
        keep(key, known);
        return known.value;
      }
      const underWay = loading.get(key);
      if (underWay) return underWay;

      const promise = load()
        .then((loaded) => {
          keep(key, loaded);
          return loaded.value;
        })
        .finally(() => loading.delete(key));
      loading.set(key, promise);
      return promise;
    },
    sizeBytes: () => total,
  };
}
