import { Failure } from './failure.ts';
import { fieldsOf, listOf, textOf } from './fields.ts';
import { type Library, parseLibraryCode } from './library.ts';

/** The names of the member libraries as they lie in the store, so that the store alone can tell them. */
export type KeptLibraries = { readonly version: 1; readonly libraries: readonly Library[] };

/** Reads the list that lies in the store. Fails with `libraries.broken`; the cause says where. */
export function parseKeptLibraries(bytes: Uint8Array): readonly Library[] {
  try {
    const raw = fieldsOf(JSON.parse(new TextDecoder().decode(bytes)));
    if (raw['version'] !== 1) throw new Error('its version is not 1');
    return listOf(raw['libraries'], (entry) => {
      const { code, name } = fieldsOf(entry);
      return { code: parseLibraryCode(code), name: textOf(name) };
    });
  } catch (cause) {
    throw new Failure(
      'invalid',
      'libraries.broken',
      'The list of member libraries in the store is damaged; rename one of them, and it is written again.',
      { cause },
    );
  }
}
