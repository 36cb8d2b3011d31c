import type { Document, Library } from '@diachi/domain';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import { Cover } from './cover.tsx';
import { RecordLine } from './record-line.tsx';

export type DocumentCardProps = {
  readonly frame: Frame;
  readonly document: Document;
  readonly libraries: readonly Library[];
  readonly isLazy: boolean;
};

/** A document in a list of new ones. */
export const DocumentCard = ({ frame, document, libraries, isLazy }: DocumentCardProps) => (
  <li class="card">
    <Cover frame={frame} document={document} isLazy={isLazy} />
    <div>
      <h3>
        <a href={addresses.document(document.id)}>{document.record.title}</a>
      </h3>
      <RecordLine frame={frame} record={document.record} libraries={libraries} />
      {document.pageCount !== null && (
        <p class="quiet">{frame.messages.pages(frame.write.number(document.pageCount))}</p>
      )}
    </div>
  </li>
);
