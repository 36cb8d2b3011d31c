import { createHash } from 'node:crypto';
import type { Key, KeyCreation } from 'meilisearch';
import { besidePrefix, indexNames } from './index-names.ts';
import { isKeyThere, isNotFound } from './meili-failure.ts';
import { type MeiliServer, type MeiliServerOptions, openServer } from './meili-server.ts';

/**
 * `access` may search and list. `forget` may also remove documents, put in records of other repositories (which the server cannot tell from
 * ours), and make indexes that are missing, but not remove them. `index` may also build them anew and set them up. None sees another
 * library's indexes.
 */
export type SearchKeys = { readonly access: string; readonly forget: string; readonly index: string };

export type SearchKeysOptions = MeiliServerOptions & { readonly prefix: string };

/**
 * Makes the keys each process needs, with the server's master key; answers the same keys when they are there already. Fails with
 * `search.unavailable`.
 */
export async function createSearchKeys({ prefix, ...options }: SearchKeysOptions): Promise<SearchKeys> {
  const server = openServer(options);
  const live = Object.values(indexNames(prefix));
  const all = [...live, ...Object.values(indexNames(besidePrefix(prefix)))];
  return {
    access: await makeKey(server, {
      uid: keyId(prefix, 'access'),
      name: `${prefix} access`,
      description: 'Searches and lists.',
      actions: ['search', 'documents.get'],
      indexes: live,
      expiresAt: null,
    }),
    forget: await makeKey(server, {
      uid: keyId(prefix, 'forget'),
      name: `${prefix} forget`,
      description: 'Searches, lists, removes documents, puts in records of others, and makes indexes that were lost.',
      actions: [
        'search',
        'documents.get',
        'documents.add',
        'documents.delete',
        'indexes.get',
        'indexes.create',
        'settings.update',
        'tasks.get',
      ],
      indexes: live,
      expiresAt: null,
    }),
    index: await makeKey(server, {
      uid: keyId(prefix, 'index'),
      name: `${prefix} index`,
      description: 'Fills the indexes, builds them anew and sets them up.',
      actions: ['search', 'documents.*', 'indexes.*', 'settings.*', 'tasks.get'],
      indexes: all,
      expiresAt: null,
    }),
  };
}

function makeKey(server: MeiliServer, wanted: KeyCreation & { readonly uid: string }): Promise<string> {
  return server.write(async (writer) => {
    const kept = await writer.getKey(wanted.uid).catch(unless(isNotFound));
    if (kept && isSame(kept, wanted)) return kept.key;
    // What a key may do cannot be changed. Its secret is worked out from its id, so the new one is the same.
    if (kept) await writer.deleteKey(wanted.uid).catch(unless(isNotFound));
    // Whoever else sets up now makes the same key.
    const made = await writer.createKey(wanted).catch(unless(isKeyThere));
    return (made ?? (await writer.getKey(wanted.uid))).key;
  });
}

const unless =
  (isExpected: (thrown: unknown) => boolean) =>
  (thrown: unknown): null => {
    if (isExpected(thrown)) return null;
    throw thrown;
  };

const isSame = (kept: Key, wanted: KeyCreation): boolean =>
  [kept.actions, kept.indexes].map(sorted).join() === [wanted.actions, wanted.indexes].map(sorted).join();

const sorted = (list: readonly string[]): string => list.toSorted().join();

/** The same id for the same key every time, in the form the server asks for. */
function keyId(prefix: string, role: string): string {
  const hex = createHash('sha256').update(`search key\n${prefix}\n${role}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
