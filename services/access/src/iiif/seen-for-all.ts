import type { Rights } from '@diachi/domain';
import { NOT_KEPT, type SeenDocument } from '../seen-document.ts';
import { ASK_AGAIN } from '../send-object.ts';

/** `Cache-Control` of what shows all that whoever asks may see: kept and asked for again where that is what everybody sees. */
export const cacheControlOf = ({ rights, publicRights }: Pick<SeenDocument, 'rights' | 'publicRights'>): string =>
  (Object.keys(rights) as (keyof Rights)[]).every((right) => rights[right] === publicRights[right])
    ? ASK_AGAIN
    : NOT_KEPT;
