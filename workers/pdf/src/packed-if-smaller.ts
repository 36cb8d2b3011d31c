import { promisify } from 'node:util';
import { deflate } from 'node:zlib';

/** What gains less is not worth unpacking. */
const WORTH = 0.99;
/** So many bytes at each of three places tell whether the rest gains anything, for a tenth of the time. */
const TRIAL_BYTES = 32_768;

const deflated = promisify(deflate);

/**
 * The bytes of a JPEG packed once more, or null where that does not make them smaller. Most scanners code by tables made for any picture, and
 * white paper by the same bits over and over: those become a twentieth smaller. What was coded by tables of its own does not.
 */
export async function packedIfSmaller(bytes: Uint8Array): Promise<Uint8Array | null> {
  if (bytes.length > 6 * TRIAL_BYTES && !(await isPromising(bytes))) return null;
  const packed = await deflated(bytes);
  return packed.length <= bytes.length * WORTH ? packed : null;
}

async function isPromising(bytes: Uint8Array): Promise<boolean> {
  let packedBytes = 0;
  for (const quarter of [1, 2, 3]) {
    const from = Math.floor((bytes.length * quarter) / 4);
    packedBytes += (await deflated(bytes.subarray(from, from + TRIAL_BYTES))).length;
  }
  return packedBytes <= 3 * TRIAL_BYTES * WORTH;
}
