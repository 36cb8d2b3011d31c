import { Failure, type FailureDetails, type ForeignFile } from '@diachi/domain';

const refusal = (code: string, message: string, details: FailureDetails, cause?: unknown) =>
  new Failure('invalid', `original.${code}`, message, { details, ...(cause === undefined ? {} : { cause }) });

/** Everything that can be wrong with a file. All are `invalid`: trying again does not help, another file does. */
export const refusals = {
  empty: (fileName: string) =>
    refusal('empty', `“${fileName}” has no content. Copy it again from where it was scanned.`, { fileName }),

  notAScan: (fileName: string, found: ForeignFile | 'unknown') =>
    refusal('not-a-scan', `“${fileName}” is no scan (its content: ${found}). Send TIFF, PNG, JPEG or PDF files.`, {
      fileName,
      found,
    }),

  unsupported: (fileName: string, { format, program }: { format: string; program: string }, cause?: unknown) =>
    refusal(
      'unsupported',
      `“${fileName}” (${format}) cannot be read on this machine. Convert it to JPEG, PNG or TIFF and send it again, or install ${program}.`,
      { fileName, format, program },
      cause,
    ),

  encrypted: (fileName: string) =>
    refusal('encrypted', `“${fileName}” is locked with a password. Save it without one and send it again.`, {
      fileName,
    }),

  damaged: (fileName: string, cause?: unknown) =>
    refusal('damaged', `“${fileName}” is damaged and cannot be read. Scan or export it again.`, { fileName }, cause),

  truncated: (fileName: string, sizeBytes: number) =>
    refusal(
      'truncated',
      `“${fileName}” breaks off: its end is missing after ${sizeBytes} bytes. Copy it again from where it was scanned.`,
      { fileName, sizeBytes },
    ),

  tooManyPixels: (fileName: string, size: { widthPx: number; heightPx: number }, limit: number) =>
    refusal(
      'too-many-pixels',
      `“${fileName}” has a page of ${size.widthPx} × ${size.heightPx} px; at most ${limit} pixels are read. Scan it in parts, or raise MAX_IMAGE_PIXELS.`,
      { fileName, ...size, limit },
    ),

  pageTooLarge: (fileName: string, page: { widthMm: number; heightMm: number }) =>
    refusal(
      'page-too-large',
      `“${fileName}” has a page of ${page.widthMm} × ${page.heightMm} mm, too large to be drawn readably. Split it, or raise MAX_DRAWN_PIXELS.`,
      { fileName, ...page },
    ),

  tooManyPages: (fileName: string, limit: number) =>
    refusal(
      'too-many-pages',
      `The document has more than ${limit} pages with “${fileName}”. Divide it into volumes, or raise MAX_PAGES.`,
      { fileName, limit },
    ),

  noPages: (fileName: string) => refusal('no-pages', `“${fileName}” contains no page. Export it again.`, { fileName }),

  pageDamaged: (fileName: string, number: number, cause?: unknown) =>
    refusal(
      'page-damaged',
      `Page ${number} of “${fileName}” is damaged. Scan that page again.`,
      { fileName, number },
      cause,
    ),
};

/** Not the file's fault alone: a busy machine is slow with any page, and may not be the next time. */
export const tookTooLong = (fileName: string, number: number, seconds: number) =>
  new Failure(
    'unavailable',
    'original.page-too-slow',
    `Page ${number} of “${fileName}” could not be taken out within ${seconds} s. Scan that page again, or raise INTAKE_PAGE_TIME.`,
    { details: { fileName, number, seconds } },
  );
