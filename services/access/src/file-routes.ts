import { Readable } from 'node:stream';
import {
  type Asker,
  type Document,
  type DocumentId,
  Failure,
  keys,
  languageTag,
  type Manifest,
  manifestText,
  mayActAs,
  type Rights,
} from '@diachi/domain';
import { altoOf, parsePageText, plainText } from '@diachi/page-text';
import type { ObjectStore, Reading } from '@diachi/ports';
import { documentNamed, pageNamed, type Route } from '@diachi/web';
import type { Request, Response } from 'express';
import { contentDisposition, downloadName } from './content-disposition.ts';
import { describeOriginals } from './describe-document.ts';
import type { RevisionFiles } from './revision-files.ts';
import { NOT_KEPT, type SeeDocument } from './seen-document.ts';
import { ASK_AGAIN, isUnchanged, pipeToReader, sendByLink, sendObject } from './send-object.ts';
import { shownRevision } from './shown-revision.ts';

export type FileTools = {
  readonly reading: Reading;
  readonly see: SeeDocument;
  readonly store: ObjectStore;
  readonly files: RevisionFiles;
};

/** What readers take home: the PDF, the text, the manifest, and pages as ALTO. All of them of the published revision. */
export const fileRoutes = (tools: FileTools): readonly Route[] => [
  {
    method: 'get',
    path: '/files/:id/document.pdf',
    role: 'reader',
    summary: 'A document as a searchable PDF',
    handle: async (request, response, visitor) => {
      const { document, manifest, cacheControl } = await published(tools, documentNamed(request), visitor, 'download');
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
    handle: async (request, response, visitor) => {
      const { document, manifest, cacheControl } = await published(tools, documentNamed(request), visitor, 'download');
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
      'What a published revision consists of, with the checksum of every file; names of originals for archivists only',
    handle: async (request, response, visitor) => {
      const { document, manifest, cacheControl } = await published(tools, documentNamed(request), visitor, 'text');
      const version = versionOf(manifest);
      if (mayActAs(visitor.role, 'archivist')) {
        const key = keys.manifest(shownRevision(document));
        const contentType = 'application/json; charset=utf-8';
        await sendObject(tools.store, request, response, { key, contentType, version, cacheControl: NOT_KEPT });
      } else await sendManifestToReader(request, response.set('Cache-Control', cacheControl), manifest);
    },
  },
  {
    method: 'get',
    path: '/files/:id/pages/:page/alto.xml',
    role: 'reader',
    summary: 'The words of a page and where they stand, as ALTO',
    handle: async (request, response, visitor) => {
      const id = documentNamed(request);
      const page = pageNamed(request);
      const { document, cacheControl } = await published(tools, id, visitor, 'text');
      const view = await tools.reading.page(id, page, visitor);
      const imageName = `/files/${id}/r${view.revision}/pages/${page}/image`;
      const language = languageTag(document.record.language);
      response
        .set('Cache-Control', cacheControl)
        .set('Content-Disposition', contentDisposition(`${document.record.title} ${page + 1}`, 'alto.xml'))
        .type('application/xml')
        .send(altoOf(view.text, { page, label: view.page.label, imageName, language }));
    },
  },
];

/** A published document of which somebody has this right, and how long what shows it may be kept. */
async function published({ see, files }: FileTools, id: DocumentId, asker: Asker, right: keyof Rights) {
  const seen = await see(id, asker);
  seen.demand(right);
  const { document } = seen;
  if (document.publishedRevision === 0) {
    throw new Failure('missing', 'document.not-published', 'This document is still in work; its files come with it.');
  }
  const manifest = await files.manifest(shownRevision(document));
  return { document, manifest, cacheControl: seen.cacheControl(right, ASK_AGAIN) };
}

const versionOf = ({ revision, publishedAt }: Manifest) => `${revision}-${Date.parse(publishedAt).toString(36)}`;

async function sendManifestToReader(request: Request, response: Response, manifest: Manifest): Promise<void> {
  const etag = `"${versionOf(manifest)}-reader"`;
  response.set({ ETag: etag });
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
