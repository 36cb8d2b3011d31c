import type { DocumentId, PageIndex, ThumbnailWidthPx } from '@diachi/domain';

const withQuery = (path: string, query?: string) => (query ? `${path}?q=${encodeURIComponent(query)}` : path);

/** Addresses pages link to. */
export const addresses = {
  document: (id: DocumentId, query?: string) => withQuery(`/documents/${id}`, query),
  edit: (id: DocumentId) => `/documents/${id}/edit`,
  page: (id: DocumentId, page: PageIndex, query?: string) => withQuery(`/documents/${id}/pages/${page}`, query),
  pdf: (id: DocumentId) => `/files/${id}/document.pdf`,
  text: (id: DocumentId) => `/files/${id}/text.txt`,
  alto: (id: DocumentId, page: PageIndex) => `/files/${id}/pages/${page}/alto.xml`,
  image: (id: DocumentId, revision: number, page: PageIndex) => `/files/${id}/r${revision}/pages/${page}/image`,
  thumbnail: (id: DocumentId, revision: number, page: PageIndex, widthPx: ThumbnailWidthPx) =>
    `/files/${id}/r${revision}/pages/${page}/${widthPx}.webp`,
};
