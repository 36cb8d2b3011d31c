import { open } from 'node:fs/promises';
import { GLANCE_BYTES, identifyOriginal, nameForeignFile, type OriginalType } from '@diachi/domain';
import type { PagesFound, TakeTools, TakeWork } from './pages-found.ts';
import { refusals } from './refusals.ts';
import { takeHeic } from './take-heic.ts';
import { takeImage } from './take-image.ts';
import { takeJp2 } from './take-jp2.ts';
import { takePdf } from './take-pdf.ts';
import { takeTiff } from './take-tiff.ts';

const takers: Readonly<Record<OriginalType, (tools: TakeTools, work: TakeWork) => Promise<PagesFound>>> = {
  'image/jpeg': takeImage,
  'image/png': takeImage,
  'image/webp': takeImage,
  'image/tiff': takeTiff,
  'image/jp2': takeJp2,
  'image/heic': takeHeic,
  'application/pdf': takePdf,
};

/** The pages of one original, by what its content says it is. Fails with an `original.…` that is `invalid` when it cannot be used. */
export async function takeOriginal(tools: TakeTools, work: TakeWork): Promise<PagesFound> {
  const type = await identify(work.path, work.original.fileName);
  return takers[type](tools, { ...work, original: { ...work.original, type } });
}

/** Tells what a file is by its content. Fails with `original.empty` or `original.not-a-scan`. */
export async function identify(path: string, fileName: string): Promise<OriginalType> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(GLANCE_BYTES), 0, GLANCE_BYTES, 0);
    if (bytesRead === 0) throw refusals.empty(fileName);
    const firstBytes = buffer.subarray(0, bytesRead);
    const type = identifyOriginal(firstBytes);
    if (type === null) throw refusals.notAScan(fileName, nameForeignFile(firstBytes) ?? 'unknown');
    return type;
  } finally {
    await file.close();
  }
}
