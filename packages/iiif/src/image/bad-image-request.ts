import { Failure } from '@diachi/domain';

/** The parts of an image's address, by the specification's names. */
export type ImageRequestPart = 'region' | 'size' | 'rotation' | 'quality' | 'format';

/** Long enough for whatever makes sense, short enough to be told back. */
const MOST_TOLD = 40;

/** What cannot be understood, or is not served: a 400, as the specification wants it (IIIF Image API 3.0, sections 4 and 6). */
export const badImageRequest = (part: ImageRequestPart, written: string): Failure =>
  new Failure(
    'invalid',
    'image.bad-request',
    `The ${part} in this image's address (${written.slice(0, MOST_TOLD)}) cannot be understood. See the IIIF Image API.`,
    { details: { part, written: written.slice(0, MOST_TOLD) } },
  );
