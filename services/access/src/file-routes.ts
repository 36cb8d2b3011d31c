import { Readable } from 'node:stream';
import { type Document, keys, type Manifest, manifestText, mayActAs } from '@diachi/domain';
import { parsePageText, plainText } from '@diachi/page-text';
import type { ObjectStore } from '@diachi/ports';
import { documentNamed, type Route } from '@diachi/web';
import type { Request, Response } from 'express';
import { contentDisposition, downloadName } from './content-disposition.ts';
import { describeOriginals } from './describe-document.ts';
import { publishedDocument, versionOf } from './published-document.ts';
import type { RevisionFiles } from './revision-files.ts';
import { NOT_KEPT, type SeeDocument } from './seen-document.ts';
import { isUnchanged, pipeToReader, sendByLink, sendObject } from './send-object.ts';
import { shownRevision } from './shown-revision.ts';

export type FileTools = {
  readonly see: SeeDocument;
  readonly store: ObjectStore;
  readonly files: RevisionFiles;
};

/** What readers take home: the PDF, the text, the manifest. All of them of the published revision. */
export const fileRoutes = (tools: FileTools): readonly Route[] => [
  {
    method: 'get',
    path: '/files/:id/document.pdf',
    role: 'reader',
    summary: 'A document as a searchable PDF',
    isOpenToOtherSites: true,
    handle: async (request, response, visitor) => {
      const { document, manifest, cacheControl } = await publishedDocument(
        tools,
        documentNamed(request),
        visitor,
        'download',
      );
      response.set('Content-Disposition', contentDisposition(document.record.title, 'pdf'));
      await sendByLink(tools.store, request, response, {
        key: manifest.pdf.key,
        contentType: 'application/pdf',
        version: manifest.pdf.checksum,
        cacheControl,
        fileName: downloadName(document.record.title, 'pdf'),
      });
    },
  },
  {
    method: 'get',
    path: '/files/:id/text.txt',
    role: 'reader',
    summary: 'The text of all pages, a form feed between them',
    isOpenToOtherSites: true,
    handle: async (request, response, visitor) => {
      const { document, manifest, cacheControl } = await publishedDocument(
        tools,
        documentNamed(request),
        visitor,
        'download',
      );
      const etag = `W/"${versionOf(manifest)}"`;
      response.set({
        ETag: etag,
        'Cache-Control': cacheControl,
        'Content-Type': 'text/plain; charset=utf-8',
        'Content-Disposition': contentDisposition(document.record.title, 'txt'),
      });
      if (isUnchanged(request, etag)) response.status(304).end();
      else if (request.method === 'HEAD') response.end();
      else await pipeToReader(Readable.from(texts(tools, document, manifest)), response);
    },
  },
  {
    method: 'get',
    path: '/files/:id/manifest.json',
    role: 'reader',
    summary:
      'What a published revision consists of, with the checksum of every file, for those who may take it home; names of originals for archivists only',
    isOpenToOtherSites: true,
    handle: async (request, response, visitor) => {
      const { document, manifest, cacheControl } = await publishedDocument(
        tools,
        documentNamed(request),
        visitor,
        'download',
      );
      const version = versionOf(manifest);
      if (mayActAs(visitor.role, 'archivist')) {
        const key = keys.manifest(shownRevision(document));
        const contentType = 'application/json; charset=utf-8';
        await sendObject(tools.store, request, response, { key, contentType, version, cacheControl: NOT_KEPT });
      } else await sendManifestToReader(request, response.set('Cache-Control', cacheControl), document, manifest);
    },
  },
];

async function sendManifestToReader(request: Request, response: Response, document: Document, manifest: Manifest) {
  const { record, recordVersion } = document;
  const etag = `"${versionOf(manifest)}-${recordVersion}-reader"`;
  response.set({ ETag: etag });
  // What was taken out of the record since it was published is no longer for readers.
  const told = { ...manifest, record, originals: describeOriginals(manifest.originals, { role: 'reader' }) };
  if (isUnchanged(request, etag)) response.status(304).end();
  else if (request.method === 'HEAD') response.type('json').end();
  else await pipeToReader(Readable.from(manifestText(told)), response.type('json'));
}

// Past the cache: a whole book would push out what others are reading.
async function* texts({ store }: FileTools, document: Document, manifest: Manifest): AsyncGenerator<string> {
  for (const { page } of manifest.pages) {
    const text = parsePageText(await store.get(keys.text(shownRevision(document), page)));
    yield `${page > 0 ? '\f' : ''}${plainText(text)}`;
  }
}
