import { badImageRequest } from './bad-image-request.ts';
import type { RotationRequest } from './image-request.ts';
import { decimalNumber } from './written-number.ts';

const TURNS = [0, 90, 180, 270] as const;

/** Reads degrees from 0 to 360, behind `!` when mirrored. Fails with `image.bad-request`, also for other than quarter turns, which are not served. */
export function parseRotation(written: string): RotationRequest {
  const isMirrored = written.startsWith('!');
  const degrees = decimalNumber(isMirrored ? written.slice(1) : written);
  const turn = degrees === 360 ? 0 : TURNS.find((each) => each === degrees);
  if (turn !== undefined) return { isMirrored, degrees: turn };
  throw badImageRequest('rotation', written);
}
