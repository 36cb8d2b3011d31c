import type { DocumentId, PageIndex } from '@diachi/domain';
import { addresses } from '../addresses.ts';

export type ThumbnailProps = {
  readonly id: DocumentId;
  readonly revision: number;
  readonly page: PageIndex;
  /** False for the first few on a page, which are seen at once. */
  readonly isLazy?: boolean;
};

/** A small picture of a page, for lists. The words beside it say what it is. */
export const Thumbnail = ({ id, revision, page, isLazy = true }: ThumbnailProps) => (
  <img
    class="thumbnail"
    src={addresses.thumbnail(id, revision, page, 240)}
    alt=""
    width={240}
    height={340}
    loading={isLazy ? 'lazy' : undefined}
    decoding="async"
  />
);
