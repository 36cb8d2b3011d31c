import { isUtf8 } from 'node:buffer';
import { type Entry, getFileNameLowLevel } from 'yauzl';

/**
 * What a file in a ZIP is called. Programs that do not say so write UTF-8 all the same (APPNOTE.TXT, appendix D, wants it said): what reads as
 * such is hardly ever anything else.
 */
export function nameOfEntry({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const told = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
  const isOfOldPage = told === getFileNameLowLevel(0, fileNameRaw, [], true);
  return isOfOldPage && isUtf8(fileNameRaw) ? fileNameRaw.toString('utf8') : told;
}
