import type { Document, Library, Rights } from '@diachi/domain';
import type { DescribedDocument } from './described-document.ts';

export type DescribeTools = {
  /** What everybody may see of it: a record tells no address at which they would be refused. */
  readonly publicRights: Rights;
  /** The day they have that right, `YYYY-MM-DD`. */
  readonly today: string;
  /** What our addresses begin with. */
  readonly site: string;
  readonly libraries: readonly Library[];
};

const THUMBNAIL_PX = 240;

/** A document as records of it are written from, in whatever format. */
export function describeDocument(
  document: Document,
  { publicRights, today, site, libraries }: DescribeTools,
): DescribedDocument {
  const { id, record, pageCount, receivedAt, changedAt, publishedRevision } = document;
  const isShown = publishedRevision > 0;
  const files = `${site}/files/${id}`;
  return {
    id,
    record,
    pageCount,
    receivedAt,
    changedAt,
    libraryName: libraries.find(({ code }) => code === record.library)?.name ?? record.library,
    rights: publicRights,
    today,
    addresses: {
      document: `${site}/documents/${id}`,
      thumbnail:
        isShown && publicRights.smallImage ? `${files}/r${publishedRevision}/pages/0/${THUMBNAIL_PX}.webp` : null,
      pdf: isShown && publicRights.download ? `${files}/document.pdf` : null,
      manifest: isShown && publicRights.smallImage ? `${site}/iiif/presentation/3/documents/${id}/manifest` : null,
    },
  };
}
