import { availableParallelism } from 'node:os';
import { parse, type Settings } from '@diachi/process';

/** What a person may set about pictures cut out of page images (IIIF). */
export const pictureSettings = {
  pictureCacheBytes: {
    env: 'IIIF_CACHE_SIZE',
    doc: 'how much of the disk drawn parts of page images, and what they are drawn from, may take; what was not asked for longest goes first',
    default: '512MB',
    parse: parse.size,
  },
  picturesAtOnce: {
    env: 'IIIF_AT_ONCE',
    doc: 'parts of page images drawn at once: `auto` is one per processor core; when more wait than can be drawn soon, askers are told to come again (503)',
    default: 'auto',
    parse: (written: string) => (written === 'auto' ? availableParallelism() : parse.wholeNumber(1, 64)(written)),
  },
  pictureMaxPixels: {
    env: 'IIIF_MAX_PIXELS',
    doc: 'pixels of the largest picture given out in one piece; viewers are told, and ask for parts of what is larger',
    default: '40000000',
    parse: parse.wholeNumber(1_000_000, 268_000_000),
  },
} satisfies Settings;
