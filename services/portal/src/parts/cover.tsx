import { type Document, type PageIndex, rightsOf } from '@diachi/domain';
import type { Frame } from '../frame.ts';
import { Thumbnail } from './thumbnail.tsx';

export type CoverProps = {
  readonly frame: Frame;
  readonly document: Pick<Document, 'id' | 'record' | 'publishedRevision'>;
  readonly page?: PageIndex;
  readonly isLazy: boolean;
};

/** What a document looks like in a list: a small picture of one of its pages, or an empty sheet where whoever asks may not see any. */
export const Cover = ({ frame: { visitor, today }, document, page = 0, isLazy }: CoverProps) =>
  rightsOf(document, visitor, today).smallImage ? (
    <Thumbnail id={document.id} revision={document.publishedRevision} page={page} isLazy={isLazy} />
  ) : (
    <span class="thumbnail is-waiting" />
  );
