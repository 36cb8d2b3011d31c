import type { DocumentId } from '@diachi/domain';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import { RECORD_FILES } from '../record-files.ts';

export type CiteListProps = { readonly frame: Frame; readonly id: DocumentId };

/** The record of a document, to be taken into other programs. */
export function CiteList({ frame: { messages }, id }: CiteListProps) {
  const { title, lead } = messages.document.cite;
  return (
    <details class="cite">
      <summary>{title}</summary>
      <p class="quiet">{lead}</p>
      <ul>
        {RECORD_FILES.map(({ file, label, type }) => (
          <li key={file}>
            <a href={addresses.record(id, file)} type={type}>
              {label}
            </a>
          </li>
        ))}
        <li>
          <a href={addresses.mets(id)} type="application/mets+xml">
            METS
          </a>
        </li>
      </ul>
    </details>
  );
}
