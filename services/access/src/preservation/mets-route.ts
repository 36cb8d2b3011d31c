import type { Catalogue } from '@diachi/ports';
import { mets } from '@diachi/preservation';
import { documentNamed, type Route, siteAddress } from '@diachi/web';
import { xmlDocument } from '@diachi/xml';
import { contentDisposition } from '../content-disposition.ts';
import { described } from '../records/described.ts';
import type { RevisionFiles } from '../revision-files.ts';
import type { SeeDocument } from '../seen-document.ts';
import { ASK_AGAIN } from '../send-object.ts';
import { xmlInTurns } from '../xml-in-turns.ts';
import { describeMets } from './describe-mets.ts';
import { addressesOf } from './file-places.ts';

export type MetsRouteTools = {
  readonly see: SeeDocument;
  readonly files: RevisionFiles;
  readonly catalogue: Pick<Catalogue, 'libraries' | 'audit'>;
  readonly publicUrl?: URL | null;
};

/** A document as METS: record, files, structure and history, as far as whoever asks may see them. */
export const metsRoute = ({ see, files, catalogue, publicUrl }: MetsRouteTools): Route => ({
  method: 'get',
  path: '/files/:id/mets.xml',
  role: 'reader',
  summary: 'A document as METS: its record, files, structure and PREMIS history',
  isOpenToOtherSites: true,
  handle: async (request, response, visitor) => {
    const seen = await see(documentNamed(request), visitor);
    seen.demand('record');
    const { document, publicRights, rights, today } = seen;
    const site = siteAddress(request, publicUrl);
    const told = described(document, { publicRights, today, site, libraries: await catalogue.libraries() });
    const question = {
      document,
      described: told,
      rights,
      role: visitor.role,
      places: addressesOf(site, document.id, document.publishedRevision),
    };
    const source = await describeMets({ files, audit: catalogue.audit }, question);
    const written = xmlDocument(await xmlInTurns(mets(source)));
    // What a member or an archivist is told is more than everybody is.
    const isForAll = rights.download === publicRights.download && visitor.role === 'reader';
    response
      .set('Cache-Control', isForAll ? seen.cacheControl('record', ASK_AGAIN) : 'private, no-store')
      .set('Content-Disposition', contentDisposition(document.record.title, 'mets.xml'))
      .type('application/mets+xml')
      .send(written);
  },
});
