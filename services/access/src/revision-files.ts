import {
  type Bookmark,
  Failure,
  isFailure,
  keys,
  type Manifest,
  type PageIndex,
  parsePageList,
  type Revision,
  readManifest,
} from '@diachi/domain';
import { type PageText, parsePageText } from '@diachi/page-text';
import type { ObjectStore } from '@diachi/ports';
import { createRecentCache, type Sized } from './recent-cache.ts';

/** What of a revision is read again and again: its manifest, its bookmarks, the words of its pages. */
export type RevisionFiles = ReturnType<typeof createRevisionFiles>;

/** A revision, and when its document was received: a document removed and sent again starts anew at revision 1. */
export type ReceivedRevision = Revision & { readonly receivedAt: string };

// Parsed JSON takes about three times its length as strings and objects.
const MEMORY_PER_BYTE = 3;

/** Reads files of revisions, keeping lately read ones in at most `cacheBytes` of memory. */
export function createRevisionFiles(store: ObjectStore, cacheBytes: number) {
  const manifests = createRecentCache<Manifest>(cacheBytes / 2);
  const texts = createRecentCache<PageText>(cacheBytes / 4);
  const bookmarks = createRecentCache<readonly Bookmark[]>(cacheBytes / 4);
  const load = async <Value>(key: string, parse: (bytes: Uint8Array) => Value): Promise<Sized<Value>> => {
    const bytes = await store.get(key);
    return { value: parse(bytes), sizeBytes: bytes.byteLength * MEMORY_PER_BYTE };
  };

  return {
    /** The manifest of a published revision. Fails with `manifest.lost` when it is not in the store, or `manifest.broken`. */
    manifest: (revision: ReceivedRevision) =>
      manifests.get(nameOf(revision), () => loadManifest(store, keys.manifest(revision)).catch(explainLoss)),

    /** Null while the page has not been read. Fails with `page-text.broken`. */
    text: (revision: ReceivedRevision, page: PageIndex): Promise<PageText | null> =>
      texts
        .get(`${nameOf(revision)} ${page}`, () => load(keys.text(revision, page), parsePageText))
        .catch(orNull<PageText>),

    /** Headings as the document brought them; none where intake kept no list of pages. */
    bookmarks: async (revision: ReceivedRevision): Promise<readonly Bookmark[]> => {
      const found = await bookmarks
        .get(nameOf(revision), async () => {
          const value = parsePageList(await store.get(keys.pageList(revision))).bookmarks;
          return { value, sizeBytes: 200 + value.length * 400 };
        })
        .catch(orNull<readonly Bookmark[]>);
      return found ?? [];
    },
  };
}

/** Piece by piece, for that of a thick volume is many megabytes. */
async function loadManifest(store: ObjectStore, key: string): Promise<Sized<Manifest>> {
  const value = await readManifest(await store.read(key));
  return { value, sizeBytes: (await store.sizeBytes(key)) * MEMORY_PER_BYTE };
}

const nameOf = ({ documentId, number, receivedAt }: ReceivedRevision) => `${documentId} ${number} ${receivedAt}`;

const isMissingObject = (thrown: unknown) => isFailure(thrown) && thrown.code === 'object.missing';

function orNull<Value>(thrown: unknown): Value | null {
  if (isMissingObject(thrown)) return null;
  throw thrown;
}

function explainLoss(thrown: unknown): never {
  if (!isMissingObject(thrown)) throw thrown;
  throw new Failure(
    'unavailable',
    'manifest.lost',
    'The files of this document are not in the store although it was published. Put the data folder back from a copy.',
    { cause: thrown },
  );
}
