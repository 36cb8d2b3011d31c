import { fieldsOf, isFailure } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';

/** What was kept of the comparing of files. What is damaged is as if it were not there: everything is then compared anew. */
export async function readKept<Value>(
  store: Pick<ObjectStore, 'get'>,
  key: string,
  parse: (raw: Readonly<Record<string, unknown>>) => Value,
): Promise<Value | null> {
  try {
    const raw = fieldsOf(JSON.parse(new TextDecoder().decode(await store.get(key))));
    return raw['version'] === 1 ? parse(raw) : null;
  } catch (thrown) {
    if (isFailure(thrown) ? thrown.kind !== 'unavailable' : thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}
