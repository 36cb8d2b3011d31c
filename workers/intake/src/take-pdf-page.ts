import { type Failure, keys, noteFailure, overloaded, type PageScan } from '@diachi/domain';
import { believableDpi } from './believable-dpi.ts';
import { drawnSize } from './drawn-size.ts';
import { existingText } from './existing-text.ts';
import { isUnderScan } from './is-under-scan.ts';
import { judgeText } from './judge-text.ts';
import type { TakeTools, TakeWork } from './pages-found.ts';
import { type OpenPdf, type PageArea, PdfError, type PdfPage, type Picture } from './pdf-reader.ts';
import { refusals, tookTooLong } from './refusals.ts';
import { untakenPage } from './untaken-page.ts';

/** A page's picture, and where its edges are on the page. */
type Shown = {
  readonly picture: Picture;
  readonly area: PageArea;
  readonly dpi: number;
  /** False when something that was on the page is not on the picture. */
  readonly isWhole: boolean;
};

const WHOLE_PAGE: PageArea = { left: 0, top: 0, right: 1, bottom: 1 };

/** Takes one page out of a PDF: its scan as it is where there is one, else drawn; and its own text where that is good. */
export async function takePdfPage(tools: TakeTools, work: TakeWork, pdf: OpenPdf, inPdf: number): Promise<PageScan> {
  const { store, limits } = tools;
  const { original, revision, firstPage } = work;
  const page = firstPage + inPdf;
  const scan = untakenPage(page);
  const asked = await orFault(async () => {
    const facts = await pdf.page(inPdf);
    return {
      facts,
      shown: isTooLarge(facts, limits.maxImagePixels) ? null : await show(pdf, facts, inPdf, limits.maxDrawnPixels),
    };
  });
  if (asked instanceof PdfError) return { ...scan, damage: noteFailure(pageFault(asked, tools, work, inPdf)) };

  const { facts, shown } = asked;
  const labelled = { ...scan, label: facts.label ?? scan.label };
  if (shown === null) return { ...labelled, damage: noteFailure(tooLarge(facts, tools, work)) };

  const { picture, dpi, isWhole } = shown;
  const scanKey = keys.scan(revision, page);
  await store.put(scanKey, picture.bytes, picture.type);
  return {
    ...labelled,
    scanKey,
    type: picture.type,
    dpi: believableDpi(dpi, picture.widthPx),
    textKey: await keepText(tools, work, pdf, { inPdf, facts, shown }),
    damage: isWhole ? null : noteFailure(refusals.pageDamaged(original.fileName, inPdf + 1)),
  };
}

async function show(pdf: OpenPdf, facts: PdfPage, inPdf: number, maxPixels: number): Promise<Shown | null> {
  // What cannot be decoded is left out by whoever takes or draws it: the page would look blank, or end early.
  const isWhole = facts.imageShare === 0 || (await pdf.lostImages(inPdf)) === 0;
  if (facts.image) {
    const picture = await pdf.takeImage(inPdf);
    const { area } = facts.image;
    const dpi = picture.widthPx / (((area.right - area.left) * facts.widthPt) / 72);
    return { picture, area, dpi, isWhole };
  }
  const size = drawnSize(facts, maxPixels);
  if (!size) return null;
  const picture = await pdf.draw(inPdf, size);
  return { picture, area: WHOLE_PAGE, dpi: size.dpi, isWhole };
}

type PageAtHand = { readonly inPdf: number; readonly facts: PdfPage; readonly shown: Shown };

/** Text that cannot be had is no loss: the page is then read like any scan. */
async function keepText(
  { store, pdf: reader }: TakeTools,
  { revision, firstPage, language }: TakeWork,
  pdf: OpenPdf,
  { inPdf, facts, shown }: PageAtHand,
): Promise<string | null> {
  const text = await orFault(() => pdf.words(inPdf));
  if (text instanceof PdfError) return null;
  if (judgeText(text, { imageShare: facts.imageShare, language }) !== null) return null;
  const key = keys.existingText(revision, firstPage + inPdf);
  const underScan = isUnderScan(facts.imageShare);
  const kept = existingText(text, { ...shown, reader: reader.name, isUnderScan: underScan, language });
  await store.put(key, Buffer.from(JSON.stringify(kept)), 'application/json');
  return key;
}

const isTooLarge = ({ largestImage }: PdfPage, maxPixels: number): boolean =>
  largestImage !== null && largestImage.widthPx * largestImage.heightPx > maxPixels;

function tooLarge(
  { largestImage, widthPt, heightPt }: PdfPage,
  { limits }: TakeTools,
  { original }: TakeWork,
): Failure {
  if (largestImage && largestImage.widthPx * largestImage.heightPx > limits.maxImagePixels) {
    return refusals.tooManyPixels(original.fileName, largestImage, limits.maxImagePixels);
  }
  const millimetres = (points: number) => Math.round((points / 72) * 25.4);
  return refusals.pageTooLarge(original.fileName, { widthMm: millimetres(widthPt), heightMm: millimetres(heightPt) });
}

/** What is wrong with a page as a value; everything that is not about the page is thrown on. */
async function orFault<Result>(work: () => Promise<Result>): Promise<Result | PdfError> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof PdfError && thrown.reason !== 'unreachable') return thrown;
    throw thrown;
  }
}

function pageFault(fault: PdfError, { limits }: TakeTools, { original }: TakeWork, inPdf: number): Failure {
  if (fault.reason === 'too-slow')
    return tookTooLong(original.fileName, inPdf + 1, Math.round(limits.pageTimeMs / 1_000));
  if (fault.reason === 'crashed') return overloaded(fault);
  return refusals.pageDamaged(original.fileName, inPdf + 1, fault);
}
