import type { DocumentId, PageIndex, SourceCode, ThumbnailWidthPx } from '@diachi/domain';

const withQuery = (path: string, query = '', isDoubtShown = false) => {
  const parts = [query && `q=${encodeURIComponent(query)}`, isDoubtShown && 'doubt=yes'].filter(Boolean);
  return parts.length > 0 ? `${path}?${parts.join('&')}` : path;
};

/** Addresses pages link to. */
export const addresses = {
  document: (id: DocumentId, query?: string) => withQuery(`/documents/${id}`, query),
  edit: (id: DocumentId) => `/documents/${id}/edit`,
  /** `isDoubtShown`: with its doubtful words marked, for those who may see them. */
  page: (id: DocumentId, page: PageIndex, query?: string, isDoubtShown?: boolean) =>
    withQuery(`/documents/${id}/pages/${page}`, query, isDoubtShown),
  doubt: (id: DocumentId, page: PageIndex) => addresses.page(id, page, '', true),
  /** A record of another repository. */
  elsewhere: (source: SourceCode, id: DocumentId) => `/elsewhere/${source}/${id}`,
  pdf: (id: DocumentId) => `/files/${id}/document.pdf`,
  text: (id: DocumentId) => `/files/${id}/text.txt`,
  /** Everything that belongs to it, packed for another library. */
  bag: (id: DocumentId) => `/files/${id}/bag.zip`,
  /** For reading on a small screen. */
  epub: (id: DocumentId) => `/files/${id}/book.epub`,
  /** Record, files, structure and history in one. */
  mets: (id: DocumentId) => `/files/${id}/mets.xml`,
  /** New documents as a feed; `shelf` is the query of a list of documents, with its `?`. */
  feed: (shelf = '') => `/feeds/new.atom${shelf}`,
  /** Its record as a file: `record.bib`, `marc.xml`. */
  record: (id: DocumentId, file: string) => `/files/${id}/record/${file}`,
  alto: (id: DocumentId, page: PageIndex) => `/files/${id}/pages/${page}/alto.xml`,
  image: (id: DocumentId, revision: number, page: PageIndex) => `/files/${id}/r${revision}/pages/${page}/image`,
  thumbnail: (id: DocumentId, revision: number, page: PageIndex, widthPx: ThumbnailWidthPx) =>
    `/files/${id}/r${revision}/pages/${page}/${widthPx}.webp`,
  /** Where parts of a page's image are asked for, as viewers do (IIIF Image API 3.0). */
  imageService: (id: DocumentId, revision: number, page: PageIndex) => `/iiif/image/3/${id}.${revision}.${page}`,
};
