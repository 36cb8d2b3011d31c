import type { DocumentId, Manifest, ManifestPage, Original, PageIndex } from '@diachi/domain';

/** Where the files of a document are, as METS says it: addresses, or paths beside it in a package. */
export type FilePlaces = {
  /** Null where originals are not given out one by one. */
  readonly original: (original: Original) => string | null;
  /** A file that the manifest of the revision names. */
  readonly kept: (page: ManifestPage, key: string) => string;
  readonly alto: (page: PageIndex) => string;
  readonly pdf: string;
  /** Null where there is none. */
  readonly book: string | null;
};

/** The addresses at which a document's files are served. */
export function addressesOf(site: string, id: DocumentId, revision: Manifest['revision']): FilePlaces {
  const base = `${site}/files/${id}`;
  return {
    original: () => null,
    // A page's files have the last part of their key for a name.
    kept: ({ page }, key) => `${base}/r${revision}/pages/${page}/${key.slice(key.lastIndexOf('/') + 1)}`,
    alto: (page) => `${base}/pages/${page}/alto.xml`,
    pdf: `${base}/document.pdf`,
    book: `${base}/book.epub`,
  };
}
