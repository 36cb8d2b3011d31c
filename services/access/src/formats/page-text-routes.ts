import { languageTag } from '@diachi/domain';
import { type AltoSource, altoOf, hocrOf, type PageText } from '@diachi/page-text';
import type { Reading } from '@diachi/ports';
import { documentNamed, pageNamed, type Route } from '@diachi/web';
import { contentDisposition } from '../content-disposition.ts';
import { publishedDocument } from '../published-document.ts';
import type { RevisionFiles } from '../revision-files.ts';
import type { SeeDocument } from '../seen-document.ts';

export type PageTextTools = { readonly reading: Reading; readonly see: SeeDocument; readonly files: RevisionFiles };

/** The words of one page and where they stand, in the formats other programs read. Of the published revision. */
export const pageTextRoutes = (tools: PageTextTools): readonly Route[] => [
  pageTextRoute(tools, {
    file: 'alto.xml',
    type: 'application/xml',
    summary: 'The words of a page and where they stand, as ALTO',
    write: altoOf,
  }),
  pageTextRoute(tools, {
    file: 'hocr.html',
    type: 'application/xhtml+xml',
    summary: 'The words of a page and where they stand, as hOCR',
    write: (text, source, title) => hocrOf(text, { ...source, title }),
  }),
];

type Format = {
  readonly file: string;
  readonly type: string;
  readonly summary: string;
  readonly write: (text: PageText, source: AltoSource, title: string) => string;
};

const pageTextRoute = (tools: PageTextTools, { file, type, summary, write }: Format): Route => ({
  method: 'get',
  path: `/files/:id/pages/:page/${file}`,
  role: 'reader',
  summary,
  isOpenToOtherSites: true,
  handle: async (request, response, visitor) => {
    const id = documentNamed(request);
    const page = pageNamed(request);
    const { document, cacheControl } = await publishedDocument(tools, id, visitor, 'text');
    const view = await tools.reading.page(id, page, visitor);
    const title = `${document.record.title} ${page + 1}`;
    const imageName = `/files/${id}/r${view.revision}/pages/${page}/image`;
    const source = { page, label: view.page.label, imageName, language: languageTag(document.record.language) };
    response
      .set('Cache-Control', cacheControl)
      .set('Content-Disposition', contentDisposition(title, file))
      .type(type)
      .send(write(view.text, source, title));
  },
});
