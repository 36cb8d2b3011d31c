import { isFailure, keys } from '@diachi/domain';
import {
  canonicalImage,
  type ImageAddressParts,
  type ImageApiVersion,
  type ImageRequest,
  imageProfile,
  isPlainAddress,
  isUntouched,
  isWhole,
  parseImageRequest,
  type ResolvedImage,
  resolveImage,
} from '@diachi/iiif';
import type { ObjectStore } from '@diachi/ports';
import { pathParameter, type Route, senderOf, siteAddress } from '@diachi/web';
import type { Request, Response } from 'express';
import { isUnchanged, sendObject } from '../../send-object.ts';
import { accessImage, type ImageAccess, isSmall } from './image-access.ts';
import { type InfoTools, imageFolder } from './info-routes.ts';
import type { PageImageSource } from './page-image-source.ts';
import type { Pictures } from './pictures.ts';

export type PictureRouteTools = InfoTools & { readonly store: ObjectStore; readonly pictures: Pictures };

/** The revision is in the address, so that its pixels never change; that long, and no longer, it may still be seen where it was closed since. */
const FOR_AN_HOUR = 'public, max-age=3600, must-revalidate';
const RETRY_AFTER_S = '2';

const TYPES = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const;

/** A part of an image, as large, as turned and as written as is asked for (IIIF Image API 3.0 and 2.1, section 4). */
export const pictureRoute = (tools: PictureRouteTools, version: ImageApiVersion): Route => ({
  method: 'get',
  path: `${imageFolder(version)}/:image/:region/:size/:rotation/:file`,
  role: 'reader',
  summary: `A part of an image, in the size, rotation, quality and format asked for (IIIF Image API ${version})`,
  isOpenToOtherSites: true,
  handle: async (request, response, visitor) => {
    const parts = partsOf(request);
    const asked = parseImageRequest(version, parts);
    const access = await accessImage(tools, request, visitor);
    if (access.kind === 'moved') {
      const { region, size, rotation, file } = parts;
      redirect(response, 'no-cache', version, `${access.name}/${region}/${size}/${rotation}/${file}`);
      return;
    }
    await answer(tools, { version, parts, asked, access }, request, response);
  },
});

type Asked = {
  readonly version: ImageApiVersion;
  readonly parts: ImageAddressParts;
  readonly asked: ImageRequest;
  readonly access: Extract<ImageAccess, { kind: 'seen' }>;
};

async function answer(
  tools: PictureRouteTools,
  { version, parts, asked, access }: Asked,
  request: Request,
  response: Response,
) {
  const { name, seen, source, limits } = access;
  const image = { width: source.image.widthPx, height: source.image.heightPx };
  // A part of a page shows as much of it as the whole page does, to whoever asks for many.
  const isAsked = asked.region.kind === 'full';
  if (!isAsked) seen.demand('fullImage');
  const picture = resolveImage(asked, image, limits);
  const canonical = canonicalImage(version, picture, image, limits);

  // What adapts itself to who asks is another picture for somebody else.
  const isAlike = asked.size.kind !== 'max' && asked.size.kind !== 'confined';
  const isForMore = isAlike && isWhole(picture.region, image) && isSmall(picture.size);
  const cacheControl = seen.cacheControl(isForMore ? 'smallImage' : 'fullImage', FOR_AN_HOUR);
  if (!isPlainAddress(parts, asked.size, picture, canonical)) {
    redirect(response, cacheControl, version, `${name}/${canonical}`);
    return;
  }
  const address = `${siteAddress(request, tools.publicUrl)}${imageFolder(version)}/${name}/${canonical}`;
  // Many are sent the same small picture, so it says what everybody may ask for.
  const { fullImage } = isForMore ? seen.publicRights : seen.rights;
  const profile = imageProfile(version, fullImage ? 2 : 0);
  response.set('Link', `<${address}>;rel="canonical", <${profile}>;rel="profile"`);
  if (isStoredAsItIs(source, picture)) {
    const { revision, page, checksum } = source;
    const sending = {
      key: keys.image(revision, page),
      contentType: source.image.type,
      version: checksum,
      cacheControl,
    };
    await sendObject(tools.store, request, response, sending);
  } else await sendPicture(tools.pictures, { source, picture, cacheControl }, request, response);
}

/** The page image itself: nothing is gained by writing it again. */
const isStoredAsItIs = ({ image }: PageImageSource, picture: ResolvedImage): boolean =>
  isUntouched(picture, { width: image.widthPx, height: image.heightPx }) &&
  TYPES[picture.format] === image.type &&
  (picture.quality === 'default' || picture.quality === 'color');

type Sending = { readonly source: PageImageSource; readonly picture: ResolvedImage; readonly cacheControl: string };

async function sendPicture(
  pictures: Pictures,
  { source, picture, cacheControl }: Sending,
  request: Request,
  response: Response,
) {
  const etag = `"${pictures.nameOf(source, picture)}"`;
  response.set({ ETag: etag, 'Cache-Control': cacheControl });
  if (isUnchanged(request, etag)) {
    response.status(304).end();
    return;
  }
  response.set('Content-Type', TYPES[picture.format]);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const gone = new AbortController();
  response.once('close', () => response.writableFinished || gone.abort());
  const turn = { client: senderOf(request), signal: gone.signal };
  const drawn = await pictures.draw(source, picture, turn).catch((thrown: unknown) => {
    if (gone.signal.aborted) return null;
    if (isFailure(thrown) && thrown.code === 'image.busy') response.set('Retry-After', RETRY_AFTER_S);
    throw thrown;
  });
  // Nobody is there any more to be answered.
  if (drawn === null) return;
  response.set('Content-Length', String(drawn.length)).end(drawn);
}

const partsOf = (request: Request): ImageAddressParts => ({
  region: pathParameter(request, 'region'),
  size: pathParameter(request, 'size'),
  rotation: pathParameter(request, 'rotation'),
  file: pathParameter(request, 'file'),
});

function redirect(response: Response, cacheControl: string, version: ImageApiVersion, rest: string): void {
  response.set('Cache-Control', cacheControl).redirect(303, `${imageFolder(version)}/${rest}`);
}
