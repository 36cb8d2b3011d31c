import { Failure } from '@diachi/domain';
import { decodeBagPath, encodeBagPath } from './bag-paths.ts';

/** Files of a bag by their paths, each with its checksum in hexadecimal, in small letters. */
export type BagManifest = ReadonlyMap<string, string>;

/** How checksums of a bag may be made; the first is what we write. */
export const BAG_ALGORITHMS = ['sha512', 'sha256'] as const;

export type BagAlgorithm = (typeof BAG_ALGORITHMS)[number];

const length: Readonly<Record<BagAlgorithm, number>> = { sha512: 128, sha256: 64 };

/** `manifest-sha512.txt` or `tagmanifest-sha512.txt` (RFC 8493, 2.1.3 and 2.2.1), in the order of the paths. */
export const writeBagManifest = (files: BagManifest): string =>
  [...files]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, checksum]) => `${checksum}  ${encodeBagPath(path)}\n`)
    .join('');

/** Fails with `bag.broken`, naming the line, or `bag.bad-path`. */
export function parseBagManifest(text: string, algorithm: BagAlgorithm): BagManifest {
  const files = new Map<string, string>();
  for (const [place, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (line === '') continue;
    const [, checksum = '', written = ''] = /^([0-9a-fA-F]+)[ \t]+\*?(.+)$/.exec(line) ?? [];
    if (checksum.length !== length[algorithm]) throw brokenLine(place);
    const path = decodeBagPath(written);
    if (files.has(path)) throw brokenLine(place);
    files.set(path, checksum.toLowerCase());
  }
  return files;
}

const brokenLine = (place: number) =>
  new Failure(
    'invalid',
    'bag.broken',
    `Line ${place + 1} of the bag’s list of files cannot be read, or is there twice.`,
    {
      details: { line: place + 1 },
    },
  );
