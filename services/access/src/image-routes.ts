import { Failure, keys, type Revision, type Rights, SMALL_PICTURE_PX, THUMBNAIL_WIDTHS_PX } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { documentNamed, pageNamed, type Route } from '@diachi/web';
import type { Request } from 'express';
import { findImage } from './find-image.ts';
import type { RevisionFiles } from './revision-files.ts';
import { NOT_KEPT, type SeeDocument } from './seen-document.ts';
import { sendObject } from './send-object.ts';

export type ImageTools = {
  readonly see: SeeDocument;
  readonly store: ObjectStore;
  readonly files: RevisionFiles;
};

// Not for good, for what everybody may see today may be closed tomorrow, though the revision is in the address: a document removed and sent again starts anew at revision 1. In ten
// minutes of leafing through nothing is asked for twice; after that its checksum saves sending it again.
const FOR_TEN_MINUTES = 'public, max-age=600';

/** Pictures of pages. The revision is in the address, so that a new one never shows the pictures of the one before. */
export const imageRoutes = (tools: ImageTools): readonly Route[] => [
  {
    method: 'get',
    path: '/files/:id/r:revision/pages/:page/image',
    role: 'reader',
    summary: 'The image of a page, upright and straight, in full size',
    isOpenToOtherSites: true,
    handle: sendImage(tools, (revision, page) => ({ key: keys.image(revision, page), right: 'fullImage' })),
  },
  {
    method: 'get',
    path: '/files/:id/r:revision/pages/:page/:width.webp',
    role: 'reader',
    summary: 'A small picture of a page, 240, 800 or 1600 pixels wide',
    isOpenToOtherSites: true,
    handle: sendImage(tools, (revision, page, request) => {
      const widthPx = parseWidth(request);
      const right = widthPx <= SMALL_PICTURE_PX ? 'smallImage' : 'fullImage';
      return { key: keys.thumbnail(revision, page, widthPx), right };
    }),
  },
];

type Wanted = { readonly key: string; readonly right: keyof Rights };

function sendImage(
  { see, store, files }: ImageTools,
  wantedOf: (revision: Revision, page: number, request: Request) => Wanted,
): Route['handle'] {
  return async (request, response, visitor) => {
    const id = documentNamed(request);
    const page = pageNamed(request);
    const number = parseRevisionNumber(request.params['revision']);
    const { key, right } = wantedOf({ documentId: id, number }, page, request);
    const seen = await see(id, visitor);
    seen.demand(right);
    const { document } = seen;
    const found = await findImage({ store, files }, { document, revision: number, page, key }, visitor.role);
    const isPublished = number === document.publishedRevision;
    const cacheControl = isPublished ? seen.cacheControl(right, FOR_TEN_MINUTES) : NOT_KEPT;
    await sendObject(store, request, response, { key, ...found, cacheControl });
  };
}

function parseRevisionNumber(raw: unknown): number {
  const number = typeof raw === 'string' && /^\d{1,4}$/.test(raw) ? Number(raw) : 0;
  if (number >= 1) return number;
  throw pictureMissing();
}

function parseWidth(request: Request) {
  const width = THUMBNAIL_WIDTHS_PX.find((known) => String(known) === request.params['width']);
  if (width) return width;
  throw pictureMissing();
}

const pictureMissing = () => new Failure('missing', 'image.missing', 'There is no such picture.');
