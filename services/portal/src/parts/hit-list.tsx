import type { DocumentId, PageIndex } from '@diachi/domain';
import type { PageHit } from '@diachi/ports';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import { Snippet } from './snippet.tsx';

export type HitListProps = {
  readonly frame: Frame;
  readonly id: DocumentId;
  readonly query: string;
  readonly hits: readonly PageHit[];
  /** The page being read, where there is one. */
  readonly current?: PageIndex;
};

/** Pages of one document that match, in reading order. */
export const HitList = ({ frame: { messages }, id, query, hits, current }: HitListProps) => (
  <ol class="snippets">
    {hits.map(({ page, label, snippet }) => (
      <li key={page}>
        <a href={addresses.page(id, page, query)} aria-current={page === current ? 'page' : undefined}>
          {messages.pageLabel(label)}
        </a>
        <p>
          <Snippet parts={snippet} />
        </p>
      </li>
    ))}
  </ol>
);
