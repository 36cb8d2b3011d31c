import { languageTag } from '@diachi/domain';
import type { DescribedDocument } from '../described-document.ts';
import { dublinCoreStatements } from '../dublin-core/dublin-core-statements.ts';
import { edtfParts, plainDate } from '../edtf-parts.ts';

export type MetaTag = { readonly name: string; readonly content: string };

/**
 * What Google Scholar and reference managers read in the head of a page: the names of Highwire Press, and Dublin Core after DCMI's
 * “Expressing Dublin Core in HTML” (2008). The address of the PDF is given only when everybody may take it.
 */
export function citationTags(document: DescribedDocument): readonly MetaTag[] {
  return [...highwire(document), ...dublinCore(document)];
}

function highwire({ record, addresses }: DescribedDocument): readonly MetaTag[] {
  const parts = record.date && edtfParts(record.date);
  const day = parts?.kind === 'point' ? plainDate(parts.point) : null;
  return [
    tag('citation_title', record.title),
    ...record.creators
      .filter(({ part }) => part !== 'editor' && part !== 'translator')
      .map(({ name }) => tag('citation_author', name)),
    ...record.creators.filter(({ part }) => part === 'editor').map(({ name }) => tag('citation_editor', name)),
    tag('citation_publication_date', day?.replaceAll('-', '/') ?? ''),
    tag(record.kind === 'article' ? 'citation_journal_title' : 'citation_series_title', record.series),
    tag('citation_publisher', record.publisher),
    tag('citation_isbn', record.isbn),
    tag('citation_issn', record.issn),
    tag('citation_language', languageTag(record.language)),
    ...record.subjects.map((subject) => tag('citation_keywords', subject)),
    tag('citation_abstract_html_url', addresses.document),
    tag('citation_pdf_url', addresses.pdf ?? ''),
  ].filter(({ content }) => content !== '');
}

const dublinCore = (document: DescribedDocument): readonly MetaTag[] =>
  dublinCoreStatements(document).map(({ term, simple, value }) =>
    tag(term === simple ? `DC.${simple}` : `DCTERMS.${term}`, value),
  );

const tag = (name: string, content: string): MetaTag => ({ name, content });
