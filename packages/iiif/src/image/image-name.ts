import { MAX_PAGES, type PageIndex, parseDocumentId, parsePageIndex, type Revision } from '@diachi/domain';

/** The image of one page in one revision: its pixels never change. */
export type NamedImage = { readonly revision: Revision; readonly page: PageIndex };

/** How an image is called in its address: `<document>.<revision>.<page>`, nothing of which has to be percent-encoded. */
export const imageName = ({ documentId, number }: Revision, page: PageIndex): string =>
  `${documentId}.${number}.${page}`;

const FORM = /^([0-9a-z]{16})\.([1-9]\d{0,3})\.(0|[1-9]\d{0,4})$/;

/** Reads an image's name. Null for what can be the name of none. */
export function parseImageName(written: string): NamedImage | null {
  const [, id, number, page] = FORM.exec(written) ?? [];
  if (id === undefined || Number(page) >= MAX_PAGES) return null;
  const documentId = parseDocumentId(id);
  return { revision: { documentId, number: Number(number) }, page: parsePageIndex(page) };
}
