import { fieldsOf, isFailure } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';

/**
 * What was kept in the store of long work: what it found, how far it came. `parse` throws what says which field is wrong. Null where there is
 * none, and for what is damaged, of another version or of another form: the work is then done as if it had never been. Fails as the store does.
 */
export async function readKept<Value>(
  store: Pick<ObjectStore, 'get'>,
  key: string,
  parse: (raw: Readonly<Record<string, unknown>>) => Value,
): Promise<Value | null> {
  const bytes = await getKept(store, key);
  if (bytes === null) return null;
  try {
    const raw = fieldsOf(JSON.parse(new TextDecoder().decode(bytes)));
    return raw['version'] === 1 ? parse(raw) : null;
  } catch (thrown) {
    if (thrown instanceof Error) return null;
    throw thrown;
  }
}

async function getKept(store: Pick<ObjectStore, 'get'>, key: string): Promise<Uint8Array | null> {
  try {
    return await store.get(key);
  } catch (thrown) {
    if (isFailure(thrown) && thrown.code === 'object.missing') return null;
    throw thrown;
  }
}
