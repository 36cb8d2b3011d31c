import { citationTags, type DescribedDocument, schemaOrg, scriptJson } from '@diachi/record-formats';
import { addresses } from '../addresses.ts';
import { RECORD_FILES } from '../record-files.ts';

/** What search engines and reference managers read in the head of a document's page. */
export function DocumentMeta({ document }: { readonly document: DescribedDocument }) {
  return (
    <>
      <link rel="schema.DC" href="http://purl.org/dc/elements/1.1/" />
      <link rel="schema.DCTERMS" href="http://purl.org/dc/terms/" />
      {citationTags(document).map(({ name, content }) => (
        <meta key={`${name} ${content}`} name={name} content={content} />
      ))}
      {RECORD_FILES.map(({ file, label, type }) => (
        <link key={file} rel="alternate" href={addresses.record(document.id, file)} type={type} title={label} />
      ))}
      {/* Data, which nothing runs; nothing in it can end the element. */}
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: scriptJson(schemaOrg(document)) }} />
    </>
  );
}
