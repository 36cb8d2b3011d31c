import { createHash, type Hash } from 'node:crypto';
import { type Checksum, Failure, parseChecksum } from '@diachi/domain';
import {
  BAG_ALGORITHMS,
  type BagAlgorithm,
  type BagInfo,
  type BagManifest,
  checkBagDeclaration,
  parseBagInfo,
  parseBagManifest,
  payloadOxum,
} from '@diachi/preservation';
import { smallFile } from './bag-files.ts';
import { fileMissing, fileUnnamed, isLeftByFinder, type ZippedBag, zipFailure } from './zipped-bag.ts';

/** What a file of a bag is, worked out from its bytes. */
type Summed = { readonly sha256: Checksum; readonly sizeBytes: number };

export type CheckedBag = {
  /** Of files in `data/`, by their paths. */
  readonly payload: ReadonlyMap<string, Summed>;
  readonly info: BagInfo;
};

/** Of a list of files; of what else a bag says of itself, people write a page. */
const MOST_LIST_BYTES = 100_000_000;
const MOST_TAG_BYTES = 1_000_000;

/**
 * Reads a bag through once and holds it against what it says of itself (RFC 8493, 3): complete, nothing besides, every checksum right.
 * Nothing is fetched for it (`fetch.txt`): what it does not have is missing. Fails with `bag.bad-declaration`, `bag.no-list`, `bag.bad-line`,
 * `bag.not-utf8`, `bag.bad-path`, `bag.other-amount`, `bag.file-missing`, `bag.file-elsewhere`, `bag.file-unnamed`, `bag.file-too-large` or
 * `bag.file-altered`, naming the first such file; with `bag.broken`; and with the signal's reason.
 */
export async function checkBag(bag: ZippedBag, signal?: AbortSignal): Promise<CheckedBag> {
  checkBagDeclaration(await tagText(bag, 'bagit.txt', MOST_TAG_BYTES));
  const info = bag.sizes.has('bag-info.txt') ? parseBagInfo(await tagText(bag, 'bag-info.txt', MOST_TAG_BYTES)) : [];
  const manifests = await listsOf(bag, 'manifest');
  const tagLists = await listsOf(bag, 'tagmanifest');
  if (manifests.length === 0) throw noList();
  const sizes = new Map([...bag.sizes].filter(([path]) => !isLeftByFinder(path) || isNamed(path, manifests)));
  checkNames(sizes, manifests);
  checkOxum(sizes, info);

  const lists = [...manifests, ...tagLists];
  for (const { files } of tagLists) for (const path of files.keys()) if (!sizes.has(path)) throw fileMissing(path);
  const payload = new Map<string, Summed>();
  for (const path of sizes.keys()) {
    signal?.throwIfAborted();
    const summed = await sumOf(bag, path, lists);
    if (isPayload(path)) payload.set(path, summed);
  }
  return { payload, info };
}

type Sizes = ZippedBag['sizes'];
type List = { readonly algorithm: BagAlgorithm; readonly files: BagManifest };

const isNamed = (path: string, lists: readonly List[]) => lists.some(({ files }) => files.has(path));
const isPayload = (path: string) => path.startsWith('data/');

/** A list made by a method that nobody here knows proves nothing; without another one there is none. */
async function listsOf(bag: ZippedBag, kind: 'manifest' | 'tagmanifest'): Promise<readonly List[]> {
  const lists: List[] = [];
  for (const algorithm of BAG_ALGORITHMS) {
    const path = `${kind}-${algorithm}.txt`;
    if (!bag.sizes.has(path)) continue;
    const list = { path, algorithm, isThere: (named: string) => bag.sizes.has(named) };
    lists.push({ algorithm, files: parseBagManifest(await tagText(bag, path, MOST_LIST_BYTES), list) });
  }
  return lists;
}

/** Each list names every file of the payload, and no other. */
function checkNames(sizes: Sizes, lists: readonly List[]): void {
  for (const { files } of lists) {
    for (const path of files.keys()) {
      if (isPayload(path) && sizes.has(path)) continue;
      throw sizes.has('fetch.txt') ? fileElsewhere(path) : fileMissing(path);
    }
    for (const path of sizes.keys()) if (isPayload(path) && !files.has(path)) throw fileUnnamed(path);
  }
}

function checkOxum(sizes: Sizes, info: BagInfo): void {
  const said = info.find(([name]) => name.toLowerCase() === 'payload-oxum')?.[1];
  if (said === undefined) return;
  const payload = [...sizes].filter(([path]) => isPayload(path));
  const bytes = payload.reduce((sum, [, sizeBytes]) => sum + sizeBytes, 0);
  const found = payloadOxum(bytes, payload.length);
  if (said !== found) throw otherAmount(said.slice(0, 40), found);
}

/** Only what some list tells of a file is worked out, and what the store knows it by. */
async function sumOf(bag: ZippedBag, path: string, lists: readonly List[]): Promise<Summed> {
  const told = lists.filter(({ files }) => files.has(path));
  const hashes = new Map<string, Hash>();
  for (const algorithm of ['sha256', ...told.map((list) => list.algorithm)])
    hashes.set(algorithm, createHash(algorithm));
  let sizeBytes = 0;
  try {
    for await (const piece of await bag.open(path)) {
      for (const hash of hashes.values()) hash.update(piece as Uint8Array);
      sizeBytes += (piece as Uint8Array).length;
    }
  } catch (thrown) {
    throw zipFailure(thrown);
  }
  const sums = new Map([...hashes].map(([algorithm, hash]) => [algorithm, hash.digest('hex')]));
  for (const { algorithm, files } of told) if (sums.get(algorithm) !== files.get(path)) throw fileAltered(path);
  return { sha256: parseChecksum(sums.get('sha256')), sizeBytes };
}

async function tagText(bag: ZippedBag, path: string, mostBytes: number): Promise<string> {
  const bytes = await smallFile(bag, path, mostBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Failure('invalid', 'bag.not-utf8', `${path} in the package is not written in UTF-8.`, {
      cause,
      details: { path },
    });
  }
}

export const fileAltered = (path: string) =>
  new Failure('invalid', 'bag.file-altered', `${path} in the package is not what it was when it was packed.`, {
    details: { path },
  });

const noList = () =>
  new Failure(
    'invalid',
    'bag.no-list',
    'The package has no list of its files with checksums in SHA-512, SHA-256, SHA-1 or MD5.',
  );

const fileElsewhere = (path: string) =>
  new Failure(
    'invalid',
    'bag.file-elsewhere',
    `${path} is not in the package, which says in fetch.txt where it lies.`,
    {
      details: { path },
    },
  );

const otherAmount = (said: string, found: string) =>
  new Failure('invalid', 'bag.other-amount', `bag-info.txt says the package holds ${said}, and it holds ${found}.`, {
    details: { said, found },
  });
