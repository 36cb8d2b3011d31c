import { type FileHandle, open } from 'node:fs/promises';
import { keys, noteFailure, type PageScan } from '@diachi/domain';
import { believableDpi } from './believable-dpi.ts';
import { decodesWhole } from './decodes-whole.ts';
import type { PagesFound, TakeTools, TakeWork } from './pages-found.ts';
import { plainPicture, type Taken } from './plain-picture.ts';
import { refusals } from './refusals.ts';
import { takeImage } from './take-image.ts';
import { readTiffDirectories, type TiffDirectory } from './tiff-directories.ts';
import { BrokenTiff } from './tiff-entries.ts';
import { cutOutTiffPage } from './tiff-page.ts';
import { untakenPage } from './untaken-page.ts';

type TiffPage = { readonly facts: TiffDirectory; readonly directory: number };

/**
 * Takes a TIFF apart, one page in memory at a time; one page alone stays where it is. Smaller copies and masks are no pages. Pages after a
 * break in the file are lost, and the last one before it is marked.
 */
export async function takeTiff(tools: TakeTools, work: TakeWork): Promise<PagesFound> {
  const { original, path } = work;
  const file = await open(path);
  try {
    const { pages, isBroken } = await listPages(file, tools, work);
    const [first] = pages;
    if (!first) throw isBroken ? refusals.damaged(original.fileName) : refusals.noPages(original.fileName);
    const isWhole = !first.facts.breaksOff && !isBroken;
    if (isWhole && pages.length === 1 && first.directory === 0 && isCommon(first.facts))
      return await takeImage(tools, work);

    const scans: PageScan[] = [];
    for (const [place, page] of pages.entries()) {
      tools.signal?.throwIfAborted();
      const isLastBeforeBreak = isBroken && place === pages.length - 1;
      scans.push(await takePage(tools, work, page, { place, isLastBeforeBreak }));
    }
    return { pages: scans, bookmarks: [] };
  } finally {
    await file.close();
  }
}

async function listPages(file: FileHandle, { limits }: TakeTools, { original, firstPage }: TakeWork) {
  const pages: TiffPage[] = [];
  let directory = 0;
  try {
    for await (const facts of readTiffDirectories(file)) {
      if (!facts.isSecondary) pages.push({ facts, directory });
      if (firstPage + pages.length > limits.maxPages) throw refusals.tooManyPages(original.fileName, limits.maxPages);
      directory += 1;
    }
    return { pages, isBroken: false };
  } catch (thrown) {
    if (thrown instanceof BrokenTiff) return { pages, isBroken: true };
    throw thrown;
  }
}

/** A BigTIFF in the byte order that libvips does not know has to be written anew. */
const isCommon = ({ layout }: TiffDirectory): boolean => !layout.isBig || layout.isLittle;

type Place = { readonly place: number; readonly isLastBeforeBreak: boolean };

async function takePage(
  tools: TakeTools,
  work: TakeWork,
  taken: TiffPage,
  { place, isLastBeforeBreak }: Place,
): Promise<PageScan> {
  const { store, limits } = tools;
  const { original, revision, firstPage } = work;
  const page = firstPage + place;
  const { widthPx, heightPx, dpi, breaksOff } = taken.facts;
  const scan: PageScan = { ...untakenPage(page), dpi: believableDpi(dpi, widthPx) };
  if (widthPx * heightPx > limits.maxImagePixels) {
    const size = { widthPx, heightPx };
    return { ...scan, damage: noteFailure(refusals.tooManyPixels(original.fileName, size, limits.maxImagePixels)) };
  }

  const isCut = breaksOff || isLastBeforeBreak;
  const picture = await pictureOf(work.path, taken, limits.maxImagePixels);
  const broken = picture.kind === 'whole' ? null : refusals.pageDamaged(original.fileName, place + 1);
  const fault = isCut ? refusals.truncated(original.fileName, original.sizeBytes) : broken;
  const damage = fault && noteFailure(fault);
  if (picture.kind === 'unreadable') return { ...scan, damage };

  const scanKey = keys.scan(revision, page);
  await store.put(scanKey, picture.picture.bytes, picture.picture.type);
  return { ...scan, scanKey, type: picture.picture.type, damage };
}

/** The page as it is packed, where every later step can read that; else as a plain picture. */
async function pictureOf(path: string, { facts, directory }: TiffPage, maxPixels: number): Promise<Taken> {
  const cut = await cutOutTiffPage(facts).catch((thrown: unknown) => {
    if (thrown instanceof BrokenTiff) return null;
    throw thrown;
  });
  if (!cut) return plainPicture(path, { directory, maxPixels });
  if (!facts.isPlain || facts.breaksOff) return plainPicture(cut, { directory: 0, maxPixels });
  const { widthPx, heightPx } = facts;
  const kind = (await decodesWhole(cut)) ? 'whole' : 'salvaged';
  return { kind, picture: { bytes: cut, type: 'image/tiff', widthPx, heightPx } };
}
