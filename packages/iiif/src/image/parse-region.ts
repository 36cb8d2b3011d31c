import { badImageRequest } from './bad-image-request.ts';
import type { RegionRequest } from './image-request.ts';
import { decimalNumber, wholeNumber } from './written-number.ts';

const PERCENT = 'pct:';

/** Reads `full`, `square`, `x,y,w,h` or `pct:x,y,w,h`. Fails with `image.bad-request`, also for a region without any area. */
export function parseRegion(written: string): RegionRequest {
  if (written === 'full' || written === 'square') return { kind: written };
  const isPercent = written.startsWith(PERCENT);
  const numbers = (isPercent ? written.slice(PERCENT.length) : written)
    .split(',', 5)
    .map(isPercent ? decimalNumber : wholeNumber);
  const [x, y, width, height] = numbers;
  if (numbers.length !== 4 || x == null || y == null || !width || !height) throw badImageRequest('region', written);
  return { kind: isPercent ? 'percent' : 'pixels', x, y, width, height };
}
