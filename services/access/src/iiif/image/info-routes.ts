import { createHash } from 'node:crypto';
import { licenceName, TILE_PX } from '@diachi/domain';
import { IMAGE_CONTEXTS, type ImageApiVersion, imageInfo, imageProfile } from '@diachi/iiif';
import { type Route, siteAddress } from '@diachi/web';
import type { Request } from 'express';
import { isUnchanged } from '../../send-object.ts';
import { accessImage, type ImageAccessTools } from './image-access.ts';

export type InfoTools = ImageAccessTools & { readonly publicUrl: URL | null };

/** Who may see what changes now and then; the image does not. */
const FOR_TEN_MINUTES = 'public, max-age=600';
const LD_JSON = 'application/ld+json';
const JSON_TYPE = 'application/json';

/** Where the images of one version lie. */
export const imageFolder = (version: ImageApiVersion): string => `/iiif/image/${version}`;

/** What an image is, and its address without anything, which leads there (IIIF Image API 3.0 and 2.1, section 5). */
export const infoRoutes = (tools: InfoTools, version: ImageApiVersion): readonly Route[] => [
  {
    method: 'get',
    path: `${imageFolder(version)}/:image`,
    role: 'reader',
    summary: `An image by its IIIF address (Image API ${version}): leads to what is said of it`,
    isOpenToOtherSites: true,
    handle: async (request, response, visitor) => {
      const { name } = await accessImage(tools, request, visitor);
      response.set('Cache-Control', 'no-cache').redirect(303, `${imageFolder(version)}/${name}/info.json`);
    },
  },
  {
    method: 'get',
    path: `${imageFolder(version)}/:image/info.json`,
    role: 'reader',
    summary: `What an image is: its size, its tiles, and how large it is given out (IIIF Image API ${version})`,
    isOpenToOtherSites: true,
    handle: async (request, response, visitor) => {
      const access = await accessImage(tools, request, visitor);
      if (access.kind === 'moved') {
        response.set('Cache-Control', 'no-cache').redirect(303, `${imageFolder(version)}/${access.name}/info.json`);
        return;
      }
      const { name, seen, source, limits } = access;
      const { widthPx: width, heightPx: height } = source.image;
      const info = imageInfo(version, {
        id: `${siteAddress(request, tools.publicUrl)}${imageFolder(version)}/${name}`,
        image: { width, height },
        tileSide: seen.rights.fullImage ? TILE_PX : null,
        limits,
        rights: licenceName(seen.document.record.licence),
      });
      const type = typeFor(request, version);
      const body = JSON.stringify(info);
      const etag = `W/"${createHash('sha256').update(type).update(body).digest('hex').slice(0, 32)}"`;
      response.set({
        ETag: etag,
        'Cache-Control': seen.cacheControl('fullImage', FOR_TEN_MINUTES),
        Link: `<${imageProfile(version, seen.rights.fullImage ? 2 : 0)}>;rel="profile"`,
        Vary: 'Accept',
      });
      if (isUnchanged(request, etag)) response.status(304).end();
      else response.set('Content-Type', type).end(request.method === 'HEAD' ? undefined : body);
    },
  },
];

/** JSON-LD unless somebody only knows JSON, or is a person with a browser, which would save the other to the disk. */
function typeFor(request: Request, version: ImageApiVersion): string {
  const linked = `${LD_JSON};profile="${IMAGE_CONTEXTS[version]}"`;
  const accept = request.get('accept') ?? '';
  if (accept.includes(LD_JSON)) return request.accepts([LD_JSON, JSON_TYPE]) === JSON_TYPE ? JSON_TYPE : linked;
  if (accept.includes('json') || accept.includes('text/html')) return JSON_TYPE;
  return version === 3 ? linked : JSON_TYPE;
}
