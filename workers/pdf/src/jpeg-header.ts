/** What a JPEG file (ITU-T T.81) says of itself before its picture begins. */
export type JpegHeader = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly components: number;
  readonly bitsPerComponent: number;
  /** Huffman-coded, baseline, extended or progressive: what a PDF may carry. Lossless and arithmetic ones are not. */
  readonly isCommon: boolean;
  /** The colour profile it carries, put together; null when there is none or it is not whole. */
  readonly profile: Buffer | null;
};

const SOI = 0xd8;
const SOS = 0xda;
const EOI = 0xd9;
const APP2 = 0xe2;
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const PROFILE_NAME = 'ICC_PROFILE\0';

/** Reads a JPEG's header; null when it is no JPEG, or has no frame. */
export function readJpegHeader(bytes: Buffer): JpegHeader | null {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== SOI) return null;
  const profileParts = new Map<number, Buffer>();
  let partCount = 0;
  let frame: Omit<JpegHeader, 'profile'> | null = null;

  for (const { marker, body } of segmentsOf(bytes)) {
    if (isFrame(marker) && body.length >= 6) {
      frame ??= {
        bitsPerComponent: body.readUInt8(0),
        heightPx: body.readUInt16BE(1),
        widthPx: body.readUInt16BE(3),
        components: body.readUInt8(5),
        isCommon: marker <= 0xc2,
      };
    }
    if (marker === APP2 && body.length > 14 && body.subarray(0, 12).toString('latin1') === PROFILE_NAME) {
      profileParts.set(body.readUInt8(12), body.subarray(14));
      partCount = body.readUInt8(13);
    }
  }
  // A height of 0 is told after the picture (DNL); nothing can be laid out with it.
  if (!frame || frame.widthPx === 0 || frame.heightPx === 0) return null;
  return { ...frame, profile: joinParts(profileParts, partCount) };
}

function* segmentsOf(bytes: Buffer): Generator<{ readonly marker: number; readonly body: Buffer }> {
  let place = 2;
  while (place + 4 <= bytes.length) {
    const marker = bytes.readUInt8(place + 1);
    if (bytes[place] !== 0xff || marker === SOS || marker === EOI) return;
    // Any number of 0xff may stand before a marker.
    if (marker === 0xff) {
      place += 1;
      continue;
    }
    const length = bytes.readUInt16BE(place + 2);
    if (length < 2) return;
    yield { marker, body: bytes.subarray(place + 4, place + 2 + length) };
    place += 2 + length;
  }
}

function joinParts(parts: ReadonlyMap<number, Buffer>, count: number): Buffer | null {
  const ordered = Array.from({ length: count }, (_, place) => parts.get(place + 1));
  const whole = ordered.filter((part) => part !== undefined);
  return count > 0 && whole.length === count ? Buffer.concat(whole) : null;
}
