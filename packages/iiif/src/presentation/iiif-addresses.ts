import type { DocumentId, LibraryCode, PageIndex, Revision } from '@diachi/domain';
import { imageName } from '../image/image-name.ts';

export type IiifAddresses = ReturnType<typeof iiifAddresses>;

/** Every address IIIF knows the library's things by. `site` is what all of them begin with, without a slash at its end. */
export const iiifAddresses = (site: string) => {
  const presentation = `${site}/iiif/presentation/3`;
  const document = (id: DocumentId) => `${presentation}/documents/${id}`;
  const library = (code: LibraryCode) => `${presentation}/libraries/${code}`;
  return {
    site,
    manifest: (id: DocumentId) => `${document(id)}/manifest`,
    canvas: (id: DocumentId, page: PageIndex) => `${document(id)}/canvas/${page}`,
    range: (id: DocumentId, place: string | number) => `${document(id)}/range/${place}`,
    topCollection: () => `${presentation}/collection`,
    library,
    /** What stands in no collection is found under the name `-`. */
    collection: (code: LibraryCode, name: string, after: string | null = null) =>
      stretch(`${library(code)}/collections/${collectionSegment(name)}`, after),
    series: (code: LibraryCode, name: string, after: string | null = null) =>
      stretch(`${library(code)}/series/${collectionSegment(name)}`, after),
    image: (version: 2 | 3, revision: Revision, page: PageIndex) =>
      `${site}/iiif/image/${version}/${imageName(revision, page)}`,
    annotations: (id: DocumentId, page: PageIndex) => `${site}/iiif/annotations/3/documents/${id}/pages/${page}`,
    search: (version: 1 | 2, id: DocumentId) => `${site}/iiif/search/${version}/documents/${id}`,
    autocomplete: (version: 1 | 2, id: DocumentId) => `${site}/iiif/autocomplete/${version}/documents/${id}`,
    activities: () => `${site}/iiif/discovery/1/activities`,
    activityPage: (window: string) => `${site}/iiif/discovery/1/activities/${window}`,
    /** The page of a document for people, and files made of it. */
    document: (id: DocumentId) => `${site}/documents/${id}`,
    page: (id: DocumentId, page: PageIndex) => `${site}/documents/${id}/pages/${page}`,
    file: (id: DocumentId, name: string) => `${site}/files/${id}/${name}`,
  };
};

const stretch = (address: string, after: string | null) =>
  after === null ? address : `${address}?after=${encodeURIComponent(after)}`;

// A part of a path may be neither empty nor dots alone, which browsers take out of an address; a tilde keeps the names apart that look like these.
const ODD = /^(?:|-|\.+|~.*)$/;

/** The name of a collection or a series as one part of an address. */
export const collectionSegment = (name: string): string =>
  name === '' ? '-' : encodeURIComponent(ODD.test(name) ? `~${name}` : name);

/** The name an address means by that part, once it is decoded. */
export const collectionNamed = (segment: string): string =>
  segment === '-' ? '' : segment.startsWith('~') ? segment.slice(1) : segment;
