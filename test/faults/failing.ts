/** One call of a port's method: `put`, `people.add`. */
export type Call = { readonly method: string; readonly args: readonly unknown[] };

/** Which calls are met by a fault. */
export type When = (call: Call) => boolean;

/**
 * The same port, except that some calls fail with what `fault` gives for them. Its object's own methods (`people`, `audit`) are
 * met too; a listing fails when it is walked through; closing always works, so that a test can tidy up.
 */
export function failing<Port extends object>(port: Port, fault: (call: Call) => Error | null, inside = ''): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const found: unknown = Reflect.get(target, name, receiver);
      if (typeof name !== 'string' || name === 'close') return found;
      const method = inside + name;
      if (typeof found === 'object' && found !== null) return failing(found, fault, `${method}.`);
      if (typeof found !== 'function') return found;
      return (...args: unknown[]) => {
        const failure = fault({ method, args });
        if (!failure) return Reflect.apply(found, target, args);
        return method === 'list' ? brokenList(failure) : Promise.reject(failure);
      };
    },
  });
}

// biome-ignore lint/correctness/useYield: it breaks before its first entry
async function* brokenList(failure: Error): AsyncGenerator<never> {
  throw failure;
}
