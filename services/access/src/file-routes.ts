import { Readable } from 'node:stream';
import { type Document, keys, type Manifest, manifestText, mayActAs } from '@diachi/domain';
import { parsePageText, plainText } from '@diachi/page-text';
import type { ObjectStore } from '@diachi/ports';
import { documentNamed, type Route, type Visitor } from '@diachi/web';
import type { Request, Response } from 'express';
import { contentDisposition, downloadName } from './content-disposition.ts';
import { describeOriginals } from './describe-document.ts';
import { publishedDocument, versionOf } from './published-document.ts';
import type { RevisionFiles } from './revision-files.ts';
import { NOT_KEPT, type SeeDocument } from './seen-document.ts';
import { sendByLink, sendObject, sendWritten } from './send-object.ts';
import { shownRevision } from './shown-revision.ts';

export type FileTools = {
  readonly see: SeeDocument;
  readonly store: ObjectStore;
  readonly files: RevisionFiles;
};

/** What readers take home: the PDF, the text, the manifest. All of them of the published revision. */
export function fileRoutes(tools: FileTools): readonly Route[] {
  const taken = (request: Request, visitor: Visitor) =>
    publishedDocument(tools, documentNamed(request), visitor, 'download');
  return [
    {
      method: 'get',
      path: '/files/:id/document.pdf',
      role: 'reader',
      summary: 'A document as a searchable PDF',
      isOpenToOtherSites: true,
      handle: async (request, response, visitor) => {
        const { document, manifest, cacheControl } = await taken(request, visitor);
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
        const { document, manifest, cacheControl } = await taken(request, visitor);
        response.set({
          'Cache-Control': cacheControl,
          'Content-Type': 'text/plain; charset=utf-8',
          'Content-Disposition': contentDisposition(document.record.title, 'txt'),
        });
        const write = () => Readable.from(texts(tools, document, manifest));
        await sendWritten(request, response, `W/"${versionOf(manifest)}"`, write);
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
        const { document, manifest, cacheControl } = await taken(request, visitor);
        const version = versionOf(manifest);
        if (mayActAs(visitor.role, 'archivist')) {
          const key = keys.manifest(shownRevision(document));
          const contentType = 'application/json; charset=utf-8';
          await sendObject(tools.store, request, response, { key, contentType, version, cacheControl: NOT_KEPT });
        } else await sendManifestToReader(request, response.set('Cache-Control', cacheControl), document, manifest);
      },
    },
  ];
}

async function sendManifestToReader(request: Request, response: Response, document: Document, manifest: Manifest) {
  const { record, recordVersion } = document;
  // What was taken out of the record since it was published is no longer for readers.
  const told = { ...manifest, record, originals: describeOriginals(manifest.originals, { role: 'reader' }) };
  const write = () => Readable.from(manifestText(told));
  await sendWritten(request, response.type('json'), `"${versionOf(manifest)}-${recordVersion}-reader"`, write);
}

// Past the cache: a whole book would push out what others are reading.
async function* texts({ store }: FileTools, document: Document, manifest: Manifest): AsyncGenerator<string> {
  for (const { page } of manifest.pages) {
    const text = parsePageText(await store.get(keys.text(shownRevision(document), page)));
    yield `${page > 0 ? '\f' : ''}${plainText(text)}`;
  }
}
