import { ORIGINAL_TYPES, type OriginalType } from '@diachi/domain';
import { isHeicReadable } from './take-heic.ts';

/** What this machine can read: everything the library takes, HEIC only where its program is installed. Asks anew each time. */
export async function readableTypes(): Promise<readonly OriginalType[]> {
  const isReadable = await isHeicReadable();
  return ORIGINAL_TYPES.filter((type) => type !== 'image/heic' || isReadable);
}
