import { basename } from 'node:path';
import { cleanFileName, Failure, identifyOriginal } from '@diachi/domain';
import type { AcceptedFile } from '../accepted-file.ts';
import { arrivedFile } from '../arrived-file.ts';
import { checkSize } from '../check-at-door.ts';
import { firstBytes } from './bag-files.ts';
import type { CheckedBag } from './check-bag.ts';
import { unpackFile } from './unpack-file.ts';
import type { ZippedBag } from './zipped-bag.ts';

export type ScansInTools = { readonly copiesFolder: string; readonly maxFileBytes: number };

type Asked = { readonly bag: ZippedBag; readonly checked: CheckedBag; readonly sentAs: string };

/**
 * The scans of a bag that another program made, unpacked into our own folder. What lies in `data/` itself is called as the bag. Fails with
 * `bag.no-scans` when there is none, and with nothing left behind.
 */
export async function scansIn(tools: ScansInTools, { bag, checked, sentAs }: Asked) {
  const files: AcceptedFile[] = [];
  const passedOver: string[] = [];
  try {
    for (const [path, { sha256: checksum, sizeBytes }] of checked.payload) {
      const name = `${sentAs}/${path.slice('data/'.length)}`;
      const type = sizeBytes === 0 ? null : identifyOriginal(await firstBytes(bag, path));
      if (type === null) {
        passedOver.push(name);
        continue;
      }
      checkSize(sizeBytes, tools.maxFileBytes);
      const bytes = arrivedFile(await unpackFile(bag, tools.copiesFolder, { path, checksum }));
      files.push({ sentAs: name, fileName: cleanFileName(basename(path)), bytes, checksum, sizeBytes, type });
    }
    if (files.length === 0) throw noScans();
    return { files, passedOver };
  } catch (thrown) {
    for (const { bytes } of files) await bytes?.letGo();
    throw thrown;
  }
}

const noScans = () =>
  new Failure(
    'invalid',
    'bag.no-scans',
    'There is no document of ours, no scan and no PDF in this package, so there is nothing to take in.',
  );
