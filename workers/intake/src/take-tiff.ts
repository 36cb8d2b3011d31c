import { open } from 'node:fs/promises';
import { keys, noteFailure, type PageScan } from '@diachi/domain';
import { believableDpi } from './believable-dpi.ts';
import type { PagesFound, TakeTools, TakeWork } from './pages-found.ts';
import { plainPicture } from './plain-picture.ts';
import { refusals } from './refusals.ts';
import { takeImage } from './take-image.ts';
import { BrokenTiff, readTiffDirectories, type TiffDirectory } from './tiff-directories.ts';

type TiffPage = { readonly facts: TiffDirectory; readonly directory: number };

/**
 * Takes a TIFF apart, one page in memory at a time; one page alone stays where it is. Smaller copies and masks are no pages. Pages after a
 * break in the file are lost, and the last one before it is marked.
 */
export async function takeTiff(tools: TakeTools, work: TakeWork): Promise<PagesFound> {
  const { original, firstPage } = work;
  const { pages, isBroken } = await listPages(work, tools.limits.maxPages - firstPage);
  const [first] = pages;
  if (!first) throw isBroken ? refusals.damaged(original.fileName) : refusals.noPages(original.fileName);
  if (pages.length === 1 && first.directory === 0 && !first.facts.breaksOff && !isBroken) return takeImage(tools, work);

  const scans: PageScan[] = [];
  for (const [place, page] of pages.entries()) {
    tools.signal?.throwIfAborted();
    const isLastBeforeBreak = isBroken && place === pages.length - 1;
    scans.push(await takePage(tools, work, page, place, isLastBeforeBreak));
  }
  return { pages: scans, bookmarks: [] };
}

async function listPages({ path, original }: TakeWork, most: number) {
  const pages: TiffPage[] = [];
  const file = await open(path);
  let directory = 0;
  try {
    for await (const facts of readTiffDirectories(file)) {
      if (!facts.isSecondary) pages.push({ facts, directory });
      if (pages.length > most) throw refusals.tooManyPages(original.fileName, most);
      directory += 1;
    }
    return { pages, isBroken: false };
  } catch (thrown) {
    if (thrown instanceof BrokenTiff) return { pages, isBroken: true };
    throw thrown;
  } finally {
    await file.close();
  }
}

async function takePage(
  { store, limits }: TakeTools,
  { original, path, revision, firstPage }: TakeWork,
  { facts, directory }: TiffPage,
  place: number,
  isLastBeforeBreak: boolean,
): Promise<PageScan> {
  const page = firstPage + place;
  const { widthPx, heightPx } = facts;
  const scan: PageScan = {
    page,
    label: String(page + 1),
    scanKey: null,
    type: null,
    dpi: believableDpi(facts.dpi, widthPx),
    textKey: null,
    damage: null,
  };
  if (widthPx * heightPx > limits.maxImagePixels) {
    const size = { widthPx, heightPx };
    return { ...scan, damage: noteFailure(refusals.tooManyPixels(original.fileName, size, limits.maxImagePixels)) };
  }

  const cut = facts.breaksOff || isLastBeforeBreak ? refusals.truncated(original.fileName, original.sizeBytes) : null;
  const taken = await plainPicture(path, { directory, maxPixels: limits.maxImagePixels });
  const fault = cut ?? (taken.kind === 'whole' ? null : refusals.pageDamaged(original.fileName, place + 1));
  const damage = fault && noteFailure(fault);
  if (taken.kind === 'unreadable') return { ...scan, damage };

  const scanKey = keys.scan(revision, page);
  await store.put(scanKey, taken.picture.bytes, taken.picture.type);
  return { ...scan, scanKey, type: taken.picture.type, damage };
}
