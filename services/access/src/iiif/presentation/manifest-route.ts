import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { type Document, Failure, type Library, type Manifest } from '@diachi/domain';
import { canvasAlone, type ManifestSource, manifestTexts, PRESENTATION_CONTEXT } from '@diachi/iiif';
import { documentNamed, pageNamed, type Route } from '@diachi/web';
import type { Request, Response } from 'express';
import type { SeenDocument } from '../../seen-document.ts';
import { sendWritten } from '../../send-object.ts';
import { shownRevision } from '../../shown-revision.ts';
import { iiifRoute } from '../iiif-route.ts';
import { addressesFor, type IiifTools } from '../iiif-tools.ts';
import { cacheControlOf } from '../seen-for-all.ts';
import { jsonLdType, sendJsonLd } from '../send-json-ld.ts';

/** Documents and their pages, as IIIF Presentation 3.0 describes them to viewers. */
export const manifestRoutes = (tools: IiifTools): readonly Route[] => [
  iiifRoute(
    '/iiif/presentation/3/documents/:id/manifest',
    'A document for viewers: its IIIF Presentation 3.0 manifest, with as much of it as may be seen',
    async (request, response, visitor) => {
      const seen = await tools.see(documentNamed(request), visitor);
      await sendManifest(tools, request, response, seen);
    },
  ),
  iiifRoute(
    '/iiif/presentation/3/documents/:id/canvas/:page',
    'One page of a document for viewers: its canvas alone',
    async (request, response, visitor) => {
      const page = pageNamed(request);
      const seen = await tools.see(documentNamed(request), visitor);
      const { document, rights } = seen;
      const { pages } = await publishedPages(tools, seen);
      const named = pages[page];
      if (!named) {
        throw new Failure('missing', 'page.missing', `This document has no page ${page + 1} to read.`, {
          details: { page: page + 1 },
        });
      }
      const body = canvasAlone({ addresses: addressesFor(request, tools), document, rights, pages }, named);
      sendJsonLd(request, response, { body, profile: PRESENTATION_CONTEXT, cacheControl: cacheControlOf(seen) });
    },
  ),
];

async function sendManifest(tools: IiifTools, request: Request, response: Response, seen: SeenDocument): Promise<void> {
  const { document, rights, publicRights } = seen;
  const { pages, manifest } = await publishedPages(tools, seen);
  const source: ManifestSource = {
    addresses: addressesFor(request, tools),
    document,
    library: await libraryOf(tools, document),
    logo: null,
    rights,
    isSearchable: publicRights.text && rights.text,
    pages,
    bookmarks: manifest && rights.text ? await tools.headings(shownRevision(document), manifest) : [],
  };
  const type = jsonLdType(request, PRESENTATION_CONTEXT);
  const etag = versionOf(source, type);
  response.set({
    'Cache-Control': cacheControlOf(seen),
    'Last-Modified': new Date(document.changedAt).toUTCString(),
  });
  response.vary('Accept');
  response.setHeader('Content-Type', type);
  const write = () => Readable.from(inChunks(manifestTexts(source)), { objectMode: false });
  await sendWritten(request, response, etag, write);
}

/** None where neither text nor pictures may be seen: not even how many there are. */
async function publishedPages({ files }: IiifTools, { document, rights }: SeenDocument) {
  if (document.publishedRevision === 0) {
    throw new Failure('missing', 'document.not-published', 'This document is still in work; its files come with it.');
  }
  const manifest: Manifest | null =
    rights.text || rights.smallImage ? await files.manifest(shownRevision(document)) : null;
  return { manifest, pages: manifest?.pages ?? [] };
}

/** Everything a manifest is made of, so that whoever has it is told so before it is made. */
function versionOf({ addresses, document, library, rights, isSearchable, bookmarks }: ManifestSource, type: string) {
  const { receivedAt, publishedRevision, recordVersion } = document;
  const of = [addresses.site, library, receivedAt, publishedRevision, recordVersion, rights, isSearchable, type];
  return `W/"${createHash('sha256')
    .update(JSON.stringify([...of, bookmarks.length]))
    .digest('base64url')
    .slice(0, 27)}"`;
}

async function libraryOf(
  { reading }: Pick<IiifTools, 'reading'>,
  { record }: Pick<Document, 'record'>,
): Promise<Library> {
  const libraries = await reading.libraries();
  return libraries.find(({ code }) => code === record.library) ?? { code: record.library, name: record.library };
}

const CHUNK_LENGTH = 64 * 1_024;

/** A manifest of 20,000 pages takes a while to write: others are answered meanwhile. */
async function* inChunks(texts: Iterable<string>): AsyncGenerator<Buffer> {
  let chunk = '';
  for (const text of texts) {
    chunk += text;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield Buffer.from(chunk);
    chunk = '';
    await setImmediate();
  }
  yield Buffer.from(chunk);
}
