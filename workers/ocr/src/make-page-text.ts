import { Failure, type FailureNote, isFailure, noteFailure } from '@diachi/domain';
import type { Engine, PageText, Treatment } from '@diachi/page-text';
import type { LanguageModel } from '@diachi/vietnamese';
import { calibrate } from './calibrate/calibrate.ts';
import { expectedError } from './calibrate/expected-error.ts';
import type { OcrEngine } from './engines/ocr-engine.ts';
import { weighLanguage } from './language/weigh-language.ts';
import { readSheet, type SheetReading } from './reading/read-sheet.ts';
import { ALL_STEPS, type ReadingSteps } from './reading/reading-steps.ts';
import { pageDpi } from './scan/page-dpi.ts';
import type { OpenScan, PagePicture, Scan, TurnGrey } from './scan/scan-reader.ts';
import { arrangeReading } from './structure/arrange-reading.ts';

export type PageTextTools = {
  readonly engine: OcrEngine;
  readonly openScan: OpenScan;
  readonly turnGrey: TurnGrey;
  readonly maxPixels: number;
  /** What is done beside asking the engine; all of it when left out. */
  readonly steps?: ReadingSteps;
  /** How long the engine may be asked for one page, in milliseconds; as long as it takes when left out. */
  readonly pageTimeMs?: number;
  /** What the library's own texts have taught; without it the rules of the language decide alone. */
  readonly languageModel?: LanguageModel | null;
  /** Share of a page's characters, from 0 to 1, that may likely be wrong; of one with more nothing is kept but its image. */
  readonly mostExpectedError?: number;
};

/** What is known of a page before it is read. */
export type PageToRead = {
  /** The scan's file; null when the page could not be taken out of its original. */
  readonly bytes: Uint8Array | null;
  /** Good text the page came with, in pixels of the scan. */
  readonly existing: PageText | null;
  readonly dpi: number | null;
  readonly damage: FailureNote | null;
  readonly language: string;
};

export type MadePage = { readonly text: PageText; readonly imageBytes: Uint8Array | null };

const NO_ENGINE: Engine = { name: 'none', version: '1', model: '', settings: {} };

/** The text and the image of one page. What is wrong with the page itself is a result; only what may pass is thrown. */
export async function makePageText(tools: PageTextTools, page: PageToRead, signal?: AbortSignal): Promise<MadePage> {
  if (page.bytes === null) return unreadablePage(page.damage ?? noteFailure(nothingThere()));
  let scan: Scan;
  try {
    scan = await tools.openScan(page.bytes, tools.maxPixels);
  } catch (thrown) {
    return unreadablePage(reasonOf(thrown));
  }
  if (page.existing) return keepExisting(scan, page.existing, dpiOf(scan, page), page.damage);
  return readAnew(tools, scan, page, signal);
}

const dpiOf = (scan: Scan, page: PageToRead): number => pageDpi(Math.max(scan.width, scan.height), page.dpi, scan.dpi);

async function readAnew(
  { engine, turnGrey, steps = ALL_STEPS, languageModel = null, mostExpectedError = 1, pageTimeMs }: PageTextTools,
  scan: Scan,
  page: PageToRead,
  signal: AbortSignal | undefined,
): Promise<MadePage> {
  let reading: SheetReading;
  try {
    reading = await readSheet({ scan, engine, turnGrey, steps, pageTimeMs, signal }, page.language);
  } catch (thrown) {
    return unreadable(reasonOf(thrown), await pictureIfAny(scan, 0, dpiOf(scan, page)), notRead(scan));
  }
  const { turns, skew } = reading.lay;
  const degrees = turns * 90 + skew;
  const picture = await pictureIfAny(reading.scan, degrees, dpiOf(reading.scan, page));
  if (!picture) return unreadable(noteFailure(notDrawn()), null, notRead(scan));
  const treatments: Treatment[] = [...openingTreatments(scan)];
  if (reading.plane) treatments.push({ step: 'laid-flat', amount: null });
  if (turns !== 0) treatments.push({ step: 'turned', amount: turns * 90 });
  if (skew !== 0) treatments.push({ step: 'straightened', amount: Math.round(skew * 100) / 100 });
  const size = { width: picture.image.widthPx, height: picture.image.heightPx };
  const made = {
    version: 1 as const,
    image: picture.image,
    engine: reading.engine ?? NO_ENGINE,
    treatments: [...treatments, ...reading.treatments],
    look: reading.look(size),
  };
  const damage = page.damage ?? (scan.isSalvaged ? noteFailure(brokenOff()) : reading.damage);
  // What is missing of a damaged page may have been all that was written on it.
  if (reading.isBlank && damage) return unreadable(damage, picture, made);
  if (reading.isTooPale) return unreadable(noteFailure(tooPale()), picture, made);
  if (reading.isBlank) return { text: { ...made, kind: 'blank' }, imageBytes: picture.bytes };
  const found = reading.words(size);
  const weighed = steps.has('language') ? weighLanguage(found, languageModel, page.language) : found;
  const read = weighed;
  const otherScript = reading.otherScript(size);
  if (read.length === 0 && otherScript.length > 0) return unreadable(noteFailure(inOtherScript()), picture, made);
  const { words, blocks } = steps.has('structure')
    ? arrangeReading(read, {
        ...picture.image,
        look: made.look,
        language: page.language,
        otherScript,
      })
    : { words: read, blocks: [] };
  const sure = steps.has('calibrate') ? calibrate(words, made.engine) : null;
  const expected = sure && expectedError(sure);
  if (expected !== null && expected > mostExpectedError) {
    return unreadable(noteFailure(mostlyWrong(expected)), picture, made);
  }
  const { furtherEngines } = reading;
  // What is missing makes no rubbish of what is there, but somebody has to look at it.
  const withMissed = sure && expectedError(sure, reading.lettersMissed);
  const told = { words: sure ?? words, blocks, furtherEngines, expectedError: withMissed, damage };
  return { text: { ...made, kind: 'read', ...told }, imageBytes: picture.bytes };
}

/** The page's own text stays as it is, over its picture as it lies: its boxes are in pixels of the scan. */
async function keepExisting(
  scan: Scan,
  existing: PageText,
  dpi: number,
  damage: FailureNote | null,
): Promise<MadePage> {
  const picture = await pictureIfAny(scan, 0, dpi);
  if (!picture) return unreadable(noteFailure(notDrawn()), null, notRead(scan));
  const treatments = [...openingTreatments(scan), ...existing.treatments];
  const text: PageText = { ...existing, image: picture.image, treatments };
  return { text: text.kind === 'read' ? { ...text, damage: damage ?? text.damage } : text, imageBytes: picture.bytes };
}

function openingTreatments(scan: Scan): readonly Treatment[] {
  const treatments: Treatment[] = [];
  if (scan.isSalvaged) treatments.push({ step: 'salvaged', amount: null });
  if (scan.exifDegrees !== 0) treatments.push({ step: 'exif-turned', amount: scan.exifDegrees });
  return treatments;
}

async function pictureIfAny(scan: Scan, degrees: number, dpi: number): Promise<PagePicture | null> {
  try {
    return await scan.picture(degrees, dpi);
  } catch (thrown) {
    if (isFailure(thrown) && thrown.kind === 'invalid') return null;
    throw thrown;
  }
}

/** What was done with a page, and seen of it, before it was given up. */
type Attempt = Pick<PageText, 'engine' | 'treatments' | 'look'>;

const notRead = (scan: Scan): Attempt => ({ engine: NO_ENGINE, treatments: openingTreatments(scan), look: null });

const unreadable = (
  reason: FailureNote,
  picture: PagePicture | null,
  { engine, treatments, look }: Attempt,
): MadePage => ({
  text: { version: 1, kind: 'unreadable', image: picture?.image ?? null, engine, treatments, look, reason },
  imageBytes: picture?.bytes ?? null,
});

/** A page of which nothing can be shown. */
export const unreadablePage = (reason: FailureNote): MadePage =>
  unreadable(reason, null, { engine: NO_ENGINE, treatments: [], look: null });

/** What the page is to blame for. Anything else is not a result: it may pass, or it is a bug. */
function reasonOf(thrown: unknown): FailureNote {
  if (isFailure(thrown) && thrown.kind === 'invalid') return noteFailure(thrown);
  throw thrown;
}

const nothingThere = () =>
  new Failure('invalid', 'scan.missing', 'This page could not be taken out of its file; scan it again on its own.');

const mostlyWrong = (expected: number) => {
  const wrong = Math.round(expected * 100);
  return new Failure(
    'invalid',
    'ocr.mostly-wrong',
    `About ${wrong} of 100 letters that were read of this page are likely wrong, so none are kept; its image is. Scan the page anew, or raise OCR_MOST_WRONG.`,
    { details: { wrong } },
  );
};

const tooPale = () =>
  new Failure(
    'invalid',
    'ocr.too-pale',
    'There is writing on this page, but too pale to be read: in pencil, or faded. Its image is kept; somebody has to look at it, or scan it anew with more contrast.',
  );

const inOtherScript = () =>
  new Failure(
    'invalid',
    'ocr.other-script',
    'This page is in Hán–Nôm or other characters that are not read here. Its image is kept; somebody who knows them has to read it.',
  );

const notDrawn = () =>
  new Failure('invalid', 'scan.damaged', 'The scan of this page is damaged and cannot be drawn; scan the page again.');

const brokenOff = () =>
  new Failure(
    'invalid',
    'scan.broken-off',
    'The file of this page breaks off or is damaged, and part of its picture is gone. Scan the page again.',
  );
