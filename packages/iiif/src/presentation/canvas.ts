import type { DocumentId, ManifestPage, Revision, Rights } from '@diachi/domain';
import type { IiifAddresses } from './iiif-addresses.ts';
import { paintedImage, thumbnail } from './image-resource.ts';
import { plainMap, type Words, wordsMap } from './language-map.ts';
import type { Canvas, External } from './resources.ts';

export type CanvasSource = {
  readonly addresses: IiifAddresses;
  readonly revision: Revision;
  readonly rights: Rights;
};

/** The size of a sheet nobody could draw: A4 at 100 dots an inch. */
const UNDRAWN = { width: 827, height: 1_169 } as const;

const WHY: Readonly<Record<'unreadable' | 'hidden', Words>> = {
  unreadable: { vi: 'Không có ảnh của trang này.', en: 'There is no picture of this page.' },
  hidden: {
    vi: 'Ảnh của trang này không hiển thị cho mọi người.',
    en: 'The picture of this page is not shown to everybody.',
  },
};

/** A page as a canvas, as large as its picture. One without a picture stays in its place, empty, and says why. */
export function canvasOf(source: CanvasSource, page: ManifestPage): Canvas {
  const { addresses, revision, rights } = source;
  const id = addresses.canvas(revision.documentId, page.page);
  const body = paintedImage(addresses, revision, page, rights);
  const small = thumbnail(addresses, revision, page, rights);
  const { widthPx: width, heightPx: height } = page.image ?? { widthPx: UNDRAWN.width, heightPx: UNDRAWN.height };
  const painting = { id: `${id}/painting`, type: 'Annotation', motivation: 'painting', target: id } as const;
  return {
    id,
    type: 'Canvas',
    label: plainMap(page.label),
    ...(!body && { summary: wordsMap(page.image ? WHY.hidden : WHY.unreadable) }),
    width,
    height,
    ...(small && { thumbnail: [small] }),
    ...(rights.text && { seeAlso: [alto(addresses, revision.documentId, page.page)] }),
    items: [{ id: `${id}/items`, type: 'AnnotationPage', items: body ? [{ ...painting, body }] : [] }],
    ...(rights.text &&
      page.state === 'read' && {
        annotations: [{ id: addresses.annotations(revision.documentId, page.page), type: 'AnnotationPage' as const }],
      }),
  };
}

/** What stands for all pages of a document where only its record is shown. */
export const hiddenCanvas = (addresses: IiifAddresses, id: DocumentId): Canvas => ({
  id: addresses.canvas(id, 0),
  type: 'Canvas',
  label: wordsMap({ vi: 'Không hiển thị', en: 'Not shown' }),
  summary: wordsMap({
    vi: 'Chỉ biểu ghi của tài liệu này hiển thị cho mọi người.',
    en: 'Only the record of this document is shown to everybody.',
  }),
  ...UNDRAWN,
  items: [{ id: `${addresses.canvas(id, 0)}/items`, type: 'AnnotationPage', items: [] }],
});

const alto = (addresses: IiifAddresses, id: DocumentId, page: number): External => ({
  id: addresses.file(id, `pages/${page}/alto.xml`),
  type: 'Dataset',
  label: wordsMap({ vi: 'Chữ của trang (ALTO)', en: 'Text of the page (ALTO)' }),
  format: 'application/xml',
  profile: 'http://www.loc.gov/standards/alto/ns-v4#',
});
