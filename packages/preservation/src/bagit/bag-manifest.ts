import { Failure } from '@diachi/domain';
import { decodeBagPath, encodeBagPath } from './bag-paths.ts';

/** Files of a bag by their paths, each with its checksum in hexadecimal, in small letters. */
export type BagManifest = ReadonlyMap<string, string>;

/** How checksums of a bag may be made; the first is what we write. The last two prove against accidents only, and many older bags have no other. */
export const BAG_ALGORITHMS = ['sha512', 'sha256', 'sha1', 'md5'] as const;

export type BagAlgorithm = (typeof BAG_ALGORITHMS)[number];

const length: Readonly<Record<BagAlgorithm, number>> = { sha512: 128, sha256: 64, sha1: 40, md5: 32 };

/** A list of files as it lies in a bag. */
export type BagList = {
  readonly path: string;
  readonly algorithm: BagAlgorithm;
  /** Whether the bag has a file of this name. */
  readonly isThere?: (path: string) => boolean;
};

/** `manifest-sha512.txt` or `tagmanifest-sha512.txt` (RFC 8493, 2.1.3 and 2.2.1), in the order of the paths. */
export const writeBagManifest = (files: BagManifest): string =>
  [...files]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, checksum]) => `${checksum}  ${encodeBagPath(path)}\n`)
    .join('');

/**
 * Fails with `bag.bad-line`, naming list and line, or `bag.bad-path`. Programs after BagIt 0.97 leave a percent sign as it is: where what is
 * written is the name of a file as it stands, and is none read otherwise, it is that file.
 */
export function parseBagManifest(text: string, { path: list, algorithm, isThere = () => false }: BagList): BagManifest {
  const files = new Map<string, string>();
  for (const [place, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (line === '') continue;
    const [, checksum = '', written = ''] = /^([0-9a-fA-F]+)[ \t]+\*?(.+)$/.exec(line) ?? [];
    if (checksum.length !== length[algorithm]) throw badLine(list, place);
    const read = decodeBagPath(written);
    const path = isThere(read) || !isThere(written.normalize('NFC')) ? read : written.normalize('NFC');
    if (files.has(path)) throw badLine(list, place);
    files.set(path, checksum.toLowerCase());
  }
  return files;
}

const badLine = (path: string, place: number) =>
  new Failure('invalid', 'bag.bad-line', `Line ${place + 1} of ${path} cannot be read, or names a file once more.`, {
    details: { path, line: place + 1 },
  });
