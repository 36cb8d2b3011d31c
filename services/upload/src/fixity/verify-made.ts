import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import {
  type Document,
  isFailure,
  keys,
  type Manifest,
  type ManifestFile,
  parsePageList,
  readManifest,
} from '@diachi/domain';
import { fileState } from './file-state.ts';
import type { NotedSums } from './noted-sums.ts';
import { type ReadStoredTools, readStored } from './read-stored.ts';

export type VerifiedMade = {
  /** How many files were looked at. */
  readonly files: number;
  /** Those that are not what they were. */
  readonly damaged: readonly string[];
  /** Checksums of what no manifest names, for the next round; only of what was found whole. */
  readonly sums: NotedSums;
};

/**
 * What readers are shown of a document: everything its manifest names, with the checksums from when it was made. The manifest itself and the
 * list of pages (where headings and page numbers stand) must fit the document, and be what they were at the round before.
 */
export async function verifyMade(
  tools: ReadStoredTools & { readonly onWhole: (key: string) => void },
  document: Pick<Document, 'id' | 'originals' | 'publishedRevision'>,
  before: NotedSums,
): Promise<VerifiedMade> {
  const { id, publishedRevision } = document;
  if (publishedRevision === 0) return { files: 0, damaged: [], sums: {} };
  const revision = { documentId: id, number: publishedRevision };
  const manifestKey = keys.manifest(revision);
  const isAsBefore = (one: Awaited<ReturnType<typeof manifestIn>>) =>
    one !== null && (before.manifest ?? one.checksum) === one.checksum;
  const read = await orAgain(() => manifestIn(tools, manifestKey, document), isAsBefore);
  if (!read || !isAsBefore(read)) {
    return { files: 1, damaged: [manifestKey], sums: before };
  }
  const damaged: string[] = [];
  let files = 1;
  for (const { key, checksum } of filesOf(read.manifest)) {
    const isWhole = (await fileState(tools, key, checksum)) === 'whole';
    if (isWhole) tools.onWhole(key);
    else damaged.push(key);
    files += 1;
  }
  const listKey = keys.pageList(revision);
  const isListAsBefore = (one: Awaited<ReturnType<typeof pageListIn>>) =>
    typeof one === 'object' && (before.pageList ?? one.checksum) === one.checksum;
  const list = await orAgain(
    () => pageListIn(tools, listKey, read.manifest.pages.length),
    (one) => one === 'missing' || isListAsBefore(one),
  );
  // A document out of a package may have come without one; whether one was lost is seen when the library is inspected.
  if (list === 'missing' && before.pageList === undefined) return { files, damaged, sums: { manifest: read.checksum } };
  const isListWhole = isListAsBefore(list);
  if (!isListWhole) damaged.push(listKey);
  const pageList = isListWhole && typeof list === 'object' ? list.checksum : before.pageList;
  return { files: files + 1, damaged, sums: { manifest: read.checksum, ...(pageList !== undefined && { pageList }) } };
}

/** Damaged is only what is so when it is read again, as of other files: see `fileState`. */
async function orAgain<Read>(read: () => Promise<Read>, isRight: (one: Read) => boolean): Promise<Read> {
  const first = await read();
  return isRight(first) ? first : read();
}

function* filesOf({ pages, pdf }: Manifest): Generator<ManifestFile> {
  for (const { files } of pages) yield* files;
  yield pdf;
}

type Told = Pick<Document, 'id' | 'originals' | 'publishedRevision'>;

/** Null when it is damaged or gone, or that of something else. */
async function manifestIn(tools: ReadStoredTools, key: string, document: Told) {
  const read = await readStored(tools, key, async (pieces) => {
    const hash = createHash('sha256');
    const manifest = await orBroken('manifest.broken', () => readManifest(hashed(pieces, hash)));
    return { manifest, checksum: hash.digest('hex') };
  });
  if (typeof read === 'string' || !read.manifest) return null;
  const { manifest, checksum } = read;
  return isOf(manifest, document) ? { manifest, checksum } : null;
}

const isOf = (manifest: Manifest, { id, originals, publishedRevision }: Told): boolean =>
  manifest.documentId === id &&
  manifest.revision === publishedRevision &&
  manifest.originals.length === originals.length &&
  manifest.originals.every(({ checksum }, place) => checksum === originals[place]?.checksum);

async function pageListIn(tools: ReadStoredTools, key: string, pageCount: number) {
  const read = await readStored(tools, key, async (pieces) => {
    const bytes = await buffer(pieces);
    const list = await orBroken('page-list.broken', async () => parsePageList(bytes));
    return { count: list?.pages.length, checksum: createHash('sha256').update(bytes).digest('hex') };
  });
  if (typeof read === 'string') return read;
  return read.count === pageCount ? { checksum: read.checksum } : 'damaged';
}

async function* hashed(pieces: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

async function orBroken<Value>(code: string, read: () => Promise<Value>): Promise<Value | null> {
  try {
    return await read();
  } catch (thrown) {
    if (isFailure(thrown) && thrown.code === code) return null;
    throw thrown;
  }
}
