import { Failure } from '@diachi/domain';

/** The declaration every bag begins with (RFC 8493, 2.1.1). */
export const BAG_DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** Fails with `bag.bad-declaration` unless it declares a version and an encoding we read: 0.97 and 1.0 differ in nothing we use. */
export function checkBagDeclaration(text: string): void {
  const [, version, encoding] =
    /^\uFEFF?BagIt-Version:[ \t]*(\d+\.\d+)[ \t]*(?:\r\n?|\n)Tag-File-Character-Encoding:[ \t]*(\S+)\s*$/.exec(text) ??
    [];
  if ((version === '1.0' || version === '0.97') && encoding?.toUpperCase() === 'UTF-8') return;
  throw new Failure(
    'invalid',
    'bag.bad-declaration',
    'bagit.txt in the package does not say that it is a bag of BagIt 1.0 or 0.97 whose texts are in UTF-8.',
  );
}

/** What a bag says of itself: names with their values, in the order written. */
export type BagInfo = readonly (readonly [name: string, value: string])[];

/** `bag-info.txt` (RFC 8493, 2.2.2). Empty values are left out; values of several lines are written in one. */
export const writeBagInfo = (info: BagInfo): string =>
  info
    .map(([name, value]) => [name, value.replace(/\s+/g, ' ').trim()] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');

/** Lines that begin with white space go on with the one before. Lines that say nothing are passed over. */
export function parseBagInfo(text: string): BagInfo {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n');
  return lines.flatMap((line) => {
    const [, name, value] = /^([^:]+):[ \t]*(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.trim(), value.trim()] as const];
  });
}

/** How much a bag holds, as `Payload-Oxum` says it: bytes and files. */
export const payloadOxum = (bytes: number, files: number): string => `${bytes}.${files}`;
