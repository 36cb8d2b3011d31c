import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { keys, overloaded } from '@diachi/domain';
import { believableDpi } from './believable-dpi.ts';
import type { PagesFound, TakeTools, TakeWork } from './pages-found.ts';
import type { PictureSize } from './pdf-reader.ts';
import { plainPicture } from './plain-picture.ts';
import { refusals, tookTooLong } from './refusals.ts';
import { ProgramError, runProgram } from './run-program.ts';
import { failWithoutRoom, withScratch } from './scratch.ts';
import { untakenPage } from './untaken-page.ts';

const PROGRAM = 'heif-convert';

/** Whether the program that reads HEIC is installed. */
export const isHeicReadable = (): Promise<boolean> =>
  runProgram(PROGRAM, ['--version'], { timeMs: 10_000 }, text).then(
    () => true,
    // An old one knows no version, and says so.
    (thrown: unknown) => !(thrown instanceof ProgramError && thrown.reason === 'missing'),
  );

/** A picture from a phone. Only the program `heif-convert` reads it: the libraries that do carry licences or patents we do not take on. */
export async function takeHeic(tools: TakeTools, work: TakeWork): Promise<PagesFound> {
  const { store, limits, signal, scratchDir } = tools;
  const { original, path, revision, firstPage } = work;
  const size = await largestSize(path);
  if (size && size.widthPx * size.heightPx > limits.maxImagePixels) {
    throw refusals.tooManyPixels(original.fileName, size, limits.maxImagePixels);
  }
  const picture = await withScratch(scratchDir, async (folder) => {
    try {
      await runProgram(PROGRAM, [path, join(folder, 'page.png')], { timeMs: limits.pageTimeMs, signal }, text);
    } catch (thrown) {
      if (thrown instanceof ProgramError && thrown.reason === 'failed') await failWithoutRoom(folder);
      throw heicFault(thrown, work, limits.pageTimeMs);
    }
    // Of several pictures the first is the main one: page-1.png, page-2.png …
    const [first] = (await readdir(folder)).filter((name) => name.endsWith('.png')).sort();
    if (!first) throw refusals.noPages(original.fileName);
    const taken = await plainPicture(join(folder, first), { directory: 0, maxPixels: limits.maxImagePixels });
    if (taken.kind === 'unreadable') throw refusals.damaged(original.fileName, taken.cause);
    return taken.picture;
  });

  const scanKey = keys.scan(revision, firstPage);
  await store.put(scanKey, picture.bytes, picture.type);
  const dpi = believableDpi(null, picture.widthPx);
  const page = { ...untakenPage(firstPage), scanKey, type: picture.type, dpi };
  return { pages: [page], bookmarks: [] };
}

function heicFault(thrown: unknown, { original }: TakeWork, timeMs: number): unknown {
  if (!(thrown instanceof ProgramError)) return thrown;
  const faults = {
    missing: () => refusals.unsupported(original.fileName, { format: 'HEIC', program: PROGRAM }, thrown),
    'too-slow': () => tookTooLong(original.fileName, 1, Math.round(timeMs / 1_000)),
    stopped: () => overloaded(thrown),
    failed: () => refusals.damaged(original.fileName, thrown),
  };
  return faults[thrown.reason]();
}

const GLANCE_BYTES = 1 << 16;

/** The largest size named in the file's header (`ispe` boxes of ISO 23008-12); null when there is none in its beginning. */
async function largestSize(path: string): Promise<PictureSize | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(GLANCE_BYTES), 0, GLANCE_BYTES, 0);
    let largest: PictureSize | null = null;
    for (let at = buffer.indexOf('ispe'); at >= 0 && at + 16 <= bytesRead; at = buffer.indexOf('ispe', at + 4)) {
      const size = { widthPx: buffer.readUInt32BE(at + 8), heightPx: buffer.readUInt32BE(at + 12) };
      if (!largest || size.widthPx * size.heightPx > largest.widthPx * largest.heightPx) largest = size;
    }
    return largest;
  } finally {
    await file.close();
  }
}
