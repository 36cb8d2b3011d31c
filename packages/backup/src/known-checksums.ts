import {
  type Checksum,
  isFailure,
  keys,
  noteFailure,
  parseChecksum,
  parseDocumentId,
  readManifest,
} from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import type { BackupProblem } from './backup-summary.ts';

export type KnownChecksum = { readonly checksum: Checksum; readonly sizeBytes: number | null };

const revisionOf = /^documents\/([0-9a-z]{16})\/r(\d{4})\//;
const originalOf = /^originals\/[0-9a-f]{2}\/([0-9a-f]{64})$/;

/**
 * What an object has to consist of, as far as the library itself says so: originals are named by it, and a manifest names the files of
 * its revision. Asked in the order of the keys, it reads each manifest once. Null: nobody says.
 */
export function createKnownChecksums(
  store: Pick<ObjectStore, 'read'>,
  tellProblem: (problem: BackupProblem) => void,
): (key: string) => Promise<KnownChecksum | null> {
  let folder = '';
  let files: ReadonlyMap<string, KnownChecksum> = new Map();

  return async (key) => {
    const original = originalOf.exec(key)?.[1];
    if (original) return { checksum: parseChecksum(original), sizeBytes: null };
    const [prefix, id, number] = revisionOf.exec(key) ?? [];
    if (prefix === undefined) return null;
    if (prefix !== folder) {
      files = await filesOf(
        store,
        keys.manifest({ documentId: parseDocumentId(id), number: Number(number) }),
        tellProblem,
      );
      folder = prefix;
    }
    return files.get(key) ?? null;
  };
}

/** A revision in work has no manifest yet, and one that cannot be read names nothing. */
async function filesOf(
  store: Pick<ObjectStore, 'read'>,
  key: string,
  tellProblem: (problem: BackupProblem) => void,
): Promise<ReadonlyMap<string, KnownChecksum>> {
  try {
    const { pages, pdf } = await readManifest(await store.read(key));
    const files = [...pages.flatMap((page) => page.files), pdf];
    return new Map(files.map(({ key: name, checksum, sizeBytes }) => [name, { checksum, sizeBytes }]));
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind === 'unavailable') throw thrown;
    if (thrown.code !== 'object.missing') tellProblem({ key, failure: noteFailure(thrown) });
    return new Map();
  }
}
