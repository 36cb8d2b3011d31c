import { isFailure } from '@diachi/domain';

/** Endings a person gives to pictures and documents of pages: whoever sees one left out has to be told why. */
const PAGES =
  /\.(?:jpe?g|jpe|jfif|png|webp|tiff?|pdf|jp2|j2k|jpx|jpf|heic|heif|hif|avif|jxl|gif|bmp|djvu?|psd|svg|ps|eps)$/i;
const NO_SCAN: ReadonlySet<string> = new Set(['upload.not-supported', 'upload.foreign-file', 'upload.empty']);

/**
 * Whether a file in a folder of scans was never meant to be one: notes, lists, a README. It is neither taken nor refused.
 * A file that is called a scan and is none is another matter.
 */
export const isBesideScans = (path: string, failure: unknown): boolean =>
  isFailure(failure) && NO_SCAN.has(failure.code) && !PAGES.test(path);
