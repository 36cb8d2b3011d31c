import type { Readable } from 'node:stream';
import { Failure, isFailure } from '@diachi/domain';
import { safeBagPath } from '@diachi/preservation';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { sourceFailure } from '../incoming-failure.ts';
import { nameOfEntry } from './name-of-entry.ts';

/** Files of a bag that lies in a ZIP, by their paths below the bag's own folder. Nothing is unpacked: each is read where it lies. */
export type ZippedBag = {
  readonly sizes: ReadonlyMap<string, number>;
  /** Fails with `bag.file-missing`, `bag.broken` when the ZIP is damaged there, or `source.unreadable`; what the stream fails with is told by `zipFailure`. */
  open(path: string): Promise<Readable>;
  close(): void;
};

export type BagLimits = {
  readonly mostFiles: number;
  /** Of the ZIP's list of what is in it, which is kept in memory while the bag is open. */
  readonly mostListBytes: number;
  /** A bag may be so many times as large as its ZIP; texts, which pack best, are the smaller part of any bag of scans. */
  readonly mostTimesPacked: number;
  /** Below this, a bag may be as it likes. */
  readonly smallBytes: number;
};

const BAG_LIMITS = {
  mostFiles: 300_000,
  mostListBytes: 100_000_000,
  mostTimesPacked: 60,
  smallBytes: 100_000_000,
} as const satisfies BagLimits;

/** What macOS puts beside what it packs. */
const beside = /^__MACOSX\//;
/** What macOS puts into every folder somebody looks at. */
export const isLeftByFinder = (path: string): boolean => /(?:^|\/)\.DS_Store$/.test(path);

/**
 * Opens a bag in a ZIP (RFC 8493, 4: below one folder; without one is taken too). Null for a ZIP that holds none. Fails, before
 * anything is read of it, with `bag.bad-path`, `bag.unsafe`, `bag.unread-packing` or `bag.too-large`: what cannot be unpacked safely is not
 * looked into; and with `bag.broken` for a ZIP whose end is missing.
 */
export async function openZippedBag(path: string, limits: BagLimits = BAG_LIMITS): Promise<ZippedBag | null> {
  const zip = await opened(path);
  const listed = await entriesOf(zip, limits);
  if (!listed) {
    zip.close();
    return null;
  }
  if (isFailure(listed)) {
    zip.close();
    throw listed;
  }
  return {
    sizes: new Map([...listed].map(([name, { uncompressedSize }]) => [name, uncompressedSize])),
    open: async (name) => {
      const entry = listed.get(name);
      if (!entry) throw fileMissing(name);
      return openEntry(zip, entry);
    },
    close: () => zip.close(),
  };
}

const options = { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: true } as const;

/** What is in a ZIP stands at its end: of one that was not copied whole nobody knows what it held. */
async function opened(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, options);
  } catch (thrown) {
    throw zipFailure(thrown);
  }
}

type Listed = ReadonlyMap<string, Entry>;

/** Null when there is no bag in it; a failure when there is one that is not to be unpacked. */
async function entriesOf(zip: ZipFile, limits: BagLimits): Promise<Listed | Failure | null> {
  const entries = new Map<string, Entry>();
  const isTooLong = watchList(limits);
  let trouble: Failure | null = null;
  let root: string | null = null;
  let sizeBytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      // Whether a bag's own files, which may come last, are among them is not looked for any longer.
      if (isTooLong(entry)) return tooLarge();
      const raw = nameOfEntry(entry);
      if (beside.test(raw)) continue;
      root ??= rootIn(raw);
      sizeBytes += entry.uncompressedSize;
      trouble ??= troubleOf(raw, entry, entries, limits);
      // A ZIP without a bag is refused in other words, so that the list is gone through to its end.
      if (root !== null && trouble) break;
      if (!raw.endsWith('/') && !trouble) entries.set(safeBagPath(raw), slimmed(entry));
    }
  } catch (thrown) {
    const translated = zipFailure(thrown);
    if (isFailure(translated)) return translated;
    throw translated;
  }
  if (root === null) return null;
  const mostBytes = Math.max(limits.smallBytes, zip.fileSize * limits.mostTimesPacked);
  return trouble ?? (sizeBytes > mostBytes ? tooLarge() : belowRoot(entries, root));
}

/** Where a bag lies whose declaration this is: below one folder or none. */
const rootIn = (raw: string): string | null => {
  const [found, folder = ''] = /^([^/]+\/)?bagit\.txt$/.exec(raw) ?? [];
  return found === undefined ? null : folder;
};

const NOTHING = Buffer.alloc(0);

/** Without what only tells its name: there may be hundreds of thousands of them. */
const slimmed = (entry: Entry): Entry =>
  Object.assign(entry, {
    fileNameRaw: NOTHING,
    extraFieldRaw: NOTHING,
    fileCommentRaw: NOTHING,
    fileName: NOTHING,
    fileComment: NOTHING,
    comment: NOTHING,
    extraFields: [],
  });

/** Tells when the list has become longer than that of any bag, folders and all. */
function watchList({ mostFiles, mostListBytes }: BagLimits): (entry: Entry) => boolean {
  let count = 0;
  let listBytes = 0;
  return ({ fileNameLength, extraFieldLength, fileCommentLength }) => {
    count += 1;
    listBytes += fileNameLength + extraFieldLength + fileCommentLength;
    return count > mostFiles * 2 || listBytes > mostListBytes;
  };
}

/** Stored and Deflate (APPNOTE.TXT, 4.4.5), which every program writes unless it is asked for another. */
const READ_METHODS: ReadonlySet<number> = new Set([0, 8]);

const REGULAR = 0o100000;
const FOLDER = 0o040000;
const kindOf = ({ externalFileAttributes }: Entry) => (externalFileAttributes >>> 16) & 0o170000;

function troubleOf(raw: string, entry: Entry, known: ReadonlyMap<string, Entry>, limits: BagLimits): Failure | null {
  if (known.size >= limits.mostFiles) return tooLarge();
  try {
    const path = safeBagPath(raw.replace(/\/$/, ''));
    const kind = kindOf(entry);
    // A link leads out of the bag, and a name that is there twice means one thing to one reader and another to the next.
    const isPlain = (kind === 0 || kind === REGULAR || kind === FOLDER) && !entry.isEncrypted();
    if (!isPlain || known.has(path)) return unsafe(path);
    return READ_METHODS.has(entry.compressionMethod) ? null : unreadPacking(path);
  } catch (thrown) {
    if (isFailure(thrown)) return thrown;
    throw thrown;
  }
}

/** Whatever lies beside the bag's own folder is no part of it, and nobody vouches for it. */
function belowRoot(entries: Listed, root: string): Listed | Failure {
  const outside = [...entries.keys()].find((path) => !path.startsWith(root) && !isLeftByFinder(path));
  if (outside !== undefined) return fileUnnamed(outside);
  const inside = [...entries].filter(([path]) => path.startsWith(root));
  return new Map(inside.map(([path, entry]) => [path.slice(root.length), entry]));
}

async function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  try {
    return await zip.openReadStreamPromise(entry);
  } catch (thrown) {
    throw zipFailure(thrown);
  }
}

/** What the reader of ZIPs complains of is a damaged ZIP; what the disk complains of is told as for any file. */
export function zipFailure(thrown: unknown): unknown {
  if (isFailure(thrown)) return thrown;
  const translated = sourceFailure(thrown);
  if (isFailure(translated)) return translated;
  return new Failure('invalid', 'bag.broken', 'This ZIP is damaged, or was not copied whole.', {
    cause: thrown,
  });
}

export const fileMissing = (path: string) =>
  new Failure('invalid', 'bag.file-missing', `The package names ${path}, and does not have it.`, { details: { path } });

export const fileUnnamed = (path: string) =>
  new Failure('invalid', 'bag.file-unnamed', `The package has ${path}, and its list of files does not name it.`, {
    details: { path },
  });

const unsafe = (path: string) =>
  new Failure('invalid', 'bag.unsafe', `${path} in the package is a link, locked, or there twice.`, {
    details: { path },
  });

const unreadPacking = (path: string) =>
  new Failure('invalid', 'bag.unread-packing', `${path} is packed by a method other than Deflate.`, {
    details: { path },
  });

const tooLarge = () =>
  new Failure(
    'invalid',
    'bag.too-large',
    'The package has too many files, or what is in it would be out of all proportion to its size.',
  );
