import { badImageRequest } from './bad-image-request.ts';
import type { ImageApiVersion, SizeRequest } from './image-request.ts';
import { decimalNumber, wholeNumber } from './written-number.ts';

const PERCENT = 'pct:';

/**
 * Reads `max`, `w,`, `,h`, `pct:n`, `w,h` or `!w,h`; in version 3 also behind `^`, and in version 2 `full` for `max`.
 * Fails with `image.bad-request`, also for a size of nothing.
 */
export function parseSize(version: ImageApiVersion, written: string): SizeRequest {
  const mayUpscale = version === 3 && written.startsWith('^');
  const size = sizeOf(version, mayUpscale ? written.slice(1) : written);
  if (size) return { mayUpscale, ...size };
  throw badImageRequest('size', written);
}

type Plain = SizeRequest extends infer Each ? (Each extends unknown ? Omit<Each, 'mayUpscale'> : never) : never;

function sizeOf(version: ImageApiVersion, written: string): Plain | null {
  if (written === 'max' || (version === 2 && written === 'full')) return { kind: 'max' };
  if (written.startsWith(PERCENT)) {
    const percent = decimalNumber(written.slice(PERCENT.length));
    return percent ? { kind: 'percent', percent } : null;
  }
  const isConfined = written.startsWith('!');
  const sides = (isConfined ? written.slice(1) : written).split(',', 3);
  const [width, height] = sides.map((side) => (side === '' ? 'free' : wholeNumber(side) || null));
  if (sides.length !== 2 || !width || !height) return null;
  if (width !== 'free' && height !== 'free') return { kind: isConfined ? 'confined' : 'exact', width, height };
  if (isConfined) return null;
  if (width !== 'free') return { kind: 'width', width };
  return height === 'free' ? null : { kind: 'height', height };
}
