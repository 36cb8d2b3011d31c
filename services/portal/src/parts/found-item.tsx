import type { Library } from '@diachi/domain';
import type { FoundDocument, SearchResult } from '@diachi/ports';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import { meantText } from '../meant-text.ts';
import { Cover } from './cover.tsx';
import { RecordLine } from './record-line.tsx';
import { Snippet } from './snippet.tsx';

export type FoundItemProps = {
  readonly frame: Frame;
  readonly hit: FoundDocument;
  readonly text: string;
  readonly corrections: SearchResult['corrections'];
  readonly libraries: readonly Library[];
  readonly isLazy: boolean;
};

/** One document that search found, with its best pages. */
export function FoundItem({ frame, hit, text, corrections, libraries, isLazy }: FoundItemProps) {
  const { messages, write } = frame;
  const best = hit.pages[0]?.page ?? 0;
  const found = { id: hit.documentId, record: hit.record, publishedRevision: hit.revision };
  const documentHref = addresses.document(hit.documentId, meantText(text, corrections, hit.pages[0]?.snippet));
  return (
    <li class="found">
      <Cover frame={frame} document={found} page={best} isLazy={isLazy} />
      <div>
        <h3>
          <a href={documentHref}>
            <Snippet parts={hit.title} />
          </a>
        </h3>
        <RecordLine frame={frame} record={hit.record} libraries={libraries} />
        {hit.pages.length > 0 && (
          <ul class="snippets">
            {hit.pages.map(({ page, label, snippet }) => (
              <li key={page}>
                <a href={addresses.page(hit.documentId, page, meantText(text, corrections, snippet))}>
                  {messages.pageLabel(label)}
                </a>
                <p>
                  <Snippet parts={snippet} />
                </p>
              </li>
            ))}
          </ul>
        )}
        {hit.pageCount > hit.pages.length && (
          <p>
            <a href={`${documentHref}#hits`}>{messages.search.moreHits(write.number(hit.pageCount))}</a>
          </p>
        )}
      </div>
    </li>
  );
}
