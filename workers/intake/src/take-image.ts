import { type FailureNote, keys, noteFailure, overloaded, type PageScan, saysOverloaded } from '@diachi/domain';
import sharp, { type Metadata } from 'sharp';
import { believableDpi } from './believable-dpi.ts';
import { breaksOff } from './breaks-off.ts';
import { decodesWhole } from './decodes-whole.ts';
import type { PagesFound, TakeTools, TakeWork } from './pages-found.ts';
import { plainPicture } from './plain-picture.ts';
import { refusals } from './refusals.ts';
import { untakenPage } from './untaken-page.ts';

/**
 * A JPEG, PNG, WebP or TIFF with one picture. It stays where it is, unless its pixels are of a kind later steps would have to know about
 * (transparency, CMYK, 16 bits): then the page is a plain copy. One that breaks off, or has a hole inside, is marked as damaged.
 */
export async function takeImage(tools: TakeTools, work: TakeWork): Promise<PagesFound> {
  const { original, path, firstPage } = work;
  const facts = await factsOf(path, original.fileName);
  const size = { widthPx: facts.width, heightPx: facts.height };
  const { maxImagePixels } = tools.limits;
  if (size.widthPx * size.heightPx > maxImagePixels) {
    throw refusals.tooManyPixels(original.fileName, size, maxImagePixels);
  }

  const page: PageScan = {
    ...untakenPage(firstPage),
    scanKey: keys.original(original.checksum),
    type: original.type,
    dpi: believableDpi(facts.density, facts.width),
    damage: await damageOf(work),
  };
  return { pages: [isPlain(facts) ? page : { ...page, ...(await plainCopy(tools, work)) }], bookmarks: [] };
}

async function damageOf({ path, original }: TakeWork): Promise<FailureNote | null> {
  const { fileName, sizeBytes, type } = original;
  if (await breaksOff(path, type)) return noteFailure(refusals.truncated(fileName, sizeBytes));
  return (await decodesWhole(path)) ? null : noteFailure(refusals.pageDamaged(fileName, 1));
}

async function factsOf(path: string, fileName: string): Promise<Metadata> {
  try {
    // Only the header is read; the size is judged before anything else is.
    return await sharp(path, { limitInputPixels: false }).metadata();
  } catch (cause) {
    if (saysOverloaded(cause)) throw overloaded(cause);
    throw refusals.damaged(fileName, cause);
  }
}

const isPlain = ({ depth, space, hasAlpha }: Metadata): boolean =>
  depth === 'uchar' && !hasAlpha && (space === 'srgb' || space === 'b-w');

async function plainCopy(
  { store, limits }: TakeTools,
  { original, path, revision, firstPage }: TakeWork,
): Promise<Pick<PageScan, 'scanKey' | 'type'>> {
  const scanKey = keys.scan(revision, firstPage);
  const taken = await plainPicture(path, { directory: 0, maxPixels: limits.maxImagePixels });
  if (taken.kind === 'unreadable') throw refusals.damaged(original.fileName, taken.cause);
  await store.put(scanKey, taken.picture.bytes, taken.picture.type);
  return { scanKey, type: taken.picture.type };
}
