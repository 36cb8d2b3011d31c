import { createHash } from 'node:crypto';
import type { Catalogue } from '@diachi/ports';
import { documentNamed, type Route, siteAddress } from '@diachi/web';
import { contentDisposition } from '../content-disposition.ts';
import type { SeeDocument } from '../seen-document.ts';
import { ASK_AGAIN, isUnchanged } from '../send-object.ts';
import { described } from './described.ts';
import { RECORD_FILES, type RecordFile } from './record-files.ts';

export type RecordTools = {
  readonly see: SeeDocument;
  readonly catalogue: Pick<Catalogue, 'libraries'>;
  readonly publicUrl?: URL | null;
};

/** The record of a document in the formats of catalogues, search engines and reference managers. */
export const recordRoutes = (tools: RecordTools): readonly Route[] =>
  RECORD_FILES.map((file) => recordRoute(tools, file));

const recordRoute = ({ see, catalogue, publicUrl = null }: RecordTools, file: RecordFile): Route => ({
  method: 'get',
  path: `/files/:id/record/${file.name}`,
  role: 'reader',
  summary: file.summary,
  isOpenToOtherSites: true,
  handle: async (request, response, visitor) => {
    const seen = await see(documentNamed(request), visitor);
    seen.demand('record');
    const { document, publicRights, today } = seen;
    const site = siteAddress(request, publicUrl);
    const libraries = await catalogue.libraries();
    const written = file.write(described(document, { publicRights, today, site, libraries }));
    const body = Buffer.from(written);

    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
    response.set({
      ETag: etag,
      'Cache-Control': seen.cacheControl('record', ASK_AGAIN),
      'Content-Type': file.contentType,
    });
    if (file.isDownload) {
      response.set('Content-Disposition', contentDisposition(document.record.title, file.name.split('.').at(-1) ?? ''));
    }
    if (isUnchanged(request, etag)) response.status(304).end();
    else response.send(body);
  },
});
