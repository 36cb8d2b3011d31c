import {
  type Checksum,
  type DocumentId,
  isFailure,
  keys,
  parseChecksum,
  parseDocumentId,
  parseSourceCode,
} from '@diachi/domain';
import { isUploadName } from '../uploads/upload-notes.ts';

/** Objects of the store that belong together, as their keys tell. */
export type KeyGroup =
  | { readonly kind: 'document'; readonly id: DocumentId; readonly keys: readonly string[] }
  | { readonly kind: 'original'; readonly checksum: Checksum; readonly key: string }
  /** Uploads, and what the library notes for itself. */
  | { readonly kind: 'known'; readonly key: string }
  | { readonly kind: 'unknown'; readonly key: string };

const KNOWN = new Set([
  keys.libraries(),
  keys.roomTrial(),
  keys.inspection(),
  keys.inspectionPlace(),
  keys.verification(),
  keys.verificationPlace(),
  keys.damage(),
  keys.progress('rebuild'),
  keys.progress('inspection'),
  keys.progress('learning'),
  keys.progress('verification'),
  keys.learned(),
]);
const documentForm = /^documents\/([^/]+)\//;
const modelForm = /^language\/models\/([^/]+)$/;
const goneForm = /^gone\/([^/]+)\.json$/;
const harvestForm = /^reports\/harvest-([^/]+)-progress\.json$/;
const uploadForm = /^incoming\/([^/]+)\/[^/]+$/;
const originalForm = /^originals\/[^/]+\/([^/]+)$/;

/** Goes through a listing of the whole store in the order of its keys, and holds one document's keys at a time. */
export async function* groupKeys(list: AsyncIterable<string>): AsyncGenerator<KeyGroup> {
  let open: { readonly id: DocumentId; readonly keys: string[] } | null = null;
  for await (const key of list) {
    const id = idOf(key);
    if (open && id === open.id) {
      open.keys.push(key);
      continue;
    }
    if (open) yield { kind: 'document', ...open };
    open = id === null ? null : { id, keys: [key] };
    if (id === null) yield groupOf(key);
  }
  if (open) yield { kind: 'document', ...open };
}

/** What one object is by itself, of no document. */
export function groupOf(key: string): KeyGroup {
  const checksum = checksumOf(key);
  if (checksum !== null) return { kind: 'original', checksum, key };
  return {
    kind: KNOWN.has(key) || isOfUpload(key) || isModel(key) || isGone(key) || isHarvest(key) ? 'known' : 'unknown',
    key,
  };
}

const isOfUpload = (key: string) => {
  const [, upload = ''] = uploadForm.exec(key) ?? [];
  return isUploadName(upload);
};

const isModel = (key: string) => parsed(modelForm.exec(key)?.[1], parseChecksum) !== null;

const isGone = (key: string) => parsed(goneForm.exec(key)?.[1], parseDocumentId) !== null;

/** How far the harvest of a source is, also of one that was removed since. */
const isHarvest = (key: string) => parsed(harvestForm.exec(key)?.[1], parseSourceCode) !== null;

const idOf = (key: string) => parsed(documentForm.exec(key)?.[1], parseDocumentId);

function checksumOf(key: string): Checksum | null {
  const checksum = parsed(originalForm.exec(key)?.[1], parseChecksum);
  return checksum !== null && keys.original(checksum) === key ? checksum : null;
}

function parsed<Value>(raw: string | undefined, parse: (raw: unknown) => Value): Value | null {
  try {
    return raw === undefined ? null : parse(raw);
  } catch (thrown) {
    if (isFailure(thrown)) return null;
    throw thrown;
  }
}
