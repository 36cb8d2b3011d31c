import { createHash } from 'node:crypto';
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
import { fileMissing, fileUnnamed, type ZippedBag, zipFailure } from './zipped-bag.ts';

/** What a file of a bag is, worked out from its bytes. */
type Summed = { readonly sha256: Checksum; readonly sha512: string; readonly sizeBytes: number };

export type CheckedBag = {
  /** Of files in `data/`, by their paths. */
  readonly payload: ReadonlyMap<string, Summed>;
  readonly info: BagInfo;
};

const MOST_TAG_BYTES = 100_000_000;

/**
 * Reads a bag through once and holds it against what it says of itself (RFC 8493, 3): complete, nothing besides, every checksum right.
 * Fails with `bag.broken`, `bag.bad-path`, `bag.file-missing`, `bag.file-unnamed` or `bag.file-altered`, naming the first such file; and
 * with the signal's reason.
 */
export async function checkBag(bag: ZippedBag, signal?: AbortSignal): Promise<CheckedBag> {
  checkBagDeclaration(await tagText(bag, 'bagit.txt'));
  const info = bag.sizes.has('bag-info.txt') ? parseBagInfo(await tagText(bag, 'bag-info.txt')) : [];
  const manifests = await listsOf(bag, 'manifest');
  if (manifests.length === 0) throw noList();
  checkNames(bag, manifests);
  checkOxum(bag, info);

  const sums = new Map<string, Summed>();
  for (const path of bag.sizes.keys()) {
    signal?.throwIfAborted();
    sums.set(path, await sumOf(bag, path));
  }
  for (const list of [...manifests, ...(await listsOf(bag, 'tagmanifest'))]) checkSums(list, sums);
  return { payload: new Map([...sums].filter(([path]) => isPayload(path))), info };
}

type List = { readonly algorithm: BagAlgorithm; readonly files: BagManifest };

const isPayload = (path: string) => path.startsWith('data/');

/** A list made by a method that nobody here knows proves nothing; without another one there is none. */
async function listsOf(bag: ZippedBag, kind: 'manifest' | 'tagmanifest'): Promise<readonly List[]> {
  const lists: List[] = [];
  for (const algorithm of BAG_ALGORITHMS) {
    const path = `${kind}-${algorithm}.txt`;
    if (bag.sizes.has(path)) lists.push({ algorithm, files: parseBagManifest(await tagText(bag, path), algorithm) });
  }
  return lists;
}

/** Each list names every file of the payload, and no other. */
function checkNames({ sizes }: ZippedBag, lists: readonly List[]): void {
  for (const { files } of lists) {
    for (const path of files.keys()) if (!isPayload(path) || !sizes.has(path)) throw fileMissing(path);
    for (const path of sizes.keys()) if (isPayload(path) && !files.has(path)) throw fileUnnamed(path);
  }
}

function checkOxum({ sizes }: ZippedBag, info: BagInfo): void {
  const said = info.find(([name]) => name.toLowerCase() === 'payload-oxum')?.[1];
  if (said === undefined) return;
  const payload = [...sizes].filter(([path]) => isPayload(path));
  const bytes = payload.reduce((sum, [, sizeBytes]) => sum + sizeBytes, 0);
  if (said !== payloadOxum(bytes, payload.length)) {
    throw new Failure('invalid', 'bag.broken', 'The package does not hold as much as it says it does.');
  }
}

function checkSums({ algorithm, files }: List, sums: ReadonlyMap<string, Summed>): void {
  for (const [path, checksum] of files) {
    const sum = sums.get(path);
    if (!sum) throw fileMissing(path);
    if (sum[algorithm] !== checksum) throw fileAltered(path);
  }
}

async function sumOf(bag: ZippedBag, path: string): Promise<Summed> {
  const [sha256, sha512] = [createHash('sha256'), createHash('sha512')];
  let sizeBytes = 0;
  try {
    for await (const piece of await bag.open(path)) {
      sha256.update(piece as Uint8Array);
      sha512.update(piece as Uint8Array);
      sizeBytes += (piece as Uint8Array).length;
    }
  } catch (thrown) {
    throw zipFailure(thrown);
  }
  return { sha256: parseChecksum(sha256.digest('hex')), sha512: sha512.digest('hex'), sizeBytes };
}

async function tagText(bag: ZippedBag, path: string): Promise<string> {
  const bytes = await smallFile(bag, path, MOST_TAG_BYTES);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Failure('invalid', 'bag.broken', `${path} in the package is not written in UTF-8.`, { cause });
  }
}

export const fileAltered = (path: string) =>
  new Failure('invalid', 'bag.file-altered', `${path} in the package is not what it was when it was packed.`, {
    details: { path },
  });

const noList = () =>
  new Failure('invalid', 'bag.broken', 'The package has no list of its files with checksums in SHA-512 or SHA-256.');
