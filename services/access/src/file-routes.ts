import { Readable } from 'node:stream';
import {
  type Document,
  type DocumentId,
  Failure,
  keys,
  languageTag,
  type Manifest,
  manifestText,
  mayActAs,
  type Role,
} from '@diachi/domain';
import { altoOf, parsePageText, plainText } from '@diachi/page-text';
import type { ObjectStore, Reading } from '@diachi/ports';
import { documentNamed, pageNamed, type Route } from '@diachi/web';
import type { Request, Response } from 'express';
import { contentDisposition, downloadName } from './content-disposition.ts';
import { describeOriginals } from './describe-document.ts';
import { shownRevision } from './find-document.ts';
import type { RevisionFiles } from './revision-files.ts';
import { ASK_AGAIN, AT_THE_DESK, isUnchanged, pipeToReader, sendByLink, sendObject } from './send-object.ts';

export type FileTools = { readonly reading: Reading; readonly store: ObjectStore; readonly files: RevisionFiles };

/** What readers take home: the PDF, the text, the manifest, and pages as ALTO. All of them of the published revision. */
export const fileRoutes = (tools: FileTools): readonly Route[] => [
  {
    method: 'get',
    path: '/files/:id/document.pdf',
    role: 'reader',
    summary: 'A document as a searchable PDF',
    handle: async (request, response, { role }) => {
      const { document, manifest } = await published(tools, documentNamed(request), role);
      response.set('Content-Disposition', contentDisposition(document.record.title, 'pdf'));
      await sendByLink(tools.store, request, response, {
        key: manifest.pdf.key,
        contentType: 'application/pdf',
        version: manifest.pdf.checksum,
        cacheControl: ASK_AGAIN,
        fileName: downloadName(document.record.title, 'pdf'),
      });
    },
  },
  {
    method: 'get',
    path: '/files/:id/text.txt',
    role: 'reader',
    summary: 'The text of all pages, a form feed between them',
    handle: async (request, response, { role }) => {
      const { document, manifest } = await published(tools, documentNamed(request), role);
      const etag = `W/"${versionOf(manifest)}"`;
      response.set({
        ETag: etag,
        'Cache-Control': ASK_AGAIN,
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
      'What a published revision consists of, with the checksum of every file; names of originals for archivists only',
    handle: async (request, response, { role }) => {
      const { document, manifest } = await published(tools, documentNamed(request), role);
      const version = versionOf(manifest);
      if (mayActAs(role, 'archivist')) {
        const key = keys.manifest(shownRevision(document));
        const contentType = 'application/json; charset=utf-8';
        await sendObject(tools.store, request, response, { key, contentType, version, cacheControl: AT_THE_DESK });
      } else await sendManifestToReader(request, response, manifest);
    },
  },
  {
    method: 'get',
    path: '/files/:id/pages/:page/alto.xml',
    role: 'reader',
    summary: 'The words of a page and where they stand, as ALTO',
    handle: async (request, response, { role }) => {
      const id = documentNamed(request);
      const page = pageNamed(request);
      const { document } = await published(tools, id, role);
      const view = await tools.reading.page(id, page, role);
      const imageName = `/files/${id}/r${view.revision}/pages/${page}/image`;
      const language = languageTag(document.record.language);
      response
        .set('Cache-Control', ASK_AGAIN)
        .set('Content-Disposition', contentDisposition(`${document.record.title} ${page + 1}`, 'alto.xml'))
        .type('application/xml')
        .send(altoOf(view.text, { page, label: view.page.label, imageName, language }));
    },
  },
];

async function published({ reading, files }: FileTools, id: DocumentId, role: Role) {
  const { document } = await reading.document(id, role);
  if (document.publishedRevision === 0) {
    throw new Failure('missing', 'document.not-published', 'This document is still in work; its files come with it.');
  }
  return { document, manifest: await files.manifest(shownRevision(document)) };
}

const versionOf = ({ revision, publishedAt }: Manifest) => `${revision}-${Date.parse(publishedAt).toString(36)}`;

async function sendManifestToReader(request: Request, response: Response, manifest: Manifest): Promise<void> {
  const etag = `"${versionOf(manifest)}-reader"`;
  response.set({ ETag: etag, 'Cache-Control': ASK_AGAIN });
  const told = { ...manifest, originals: describeOriginals(manifest.originals, 'reader') };
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
