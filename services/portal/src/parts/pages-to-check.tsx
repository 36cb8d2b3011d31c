import { type DocumentId, doubtOf, type PageSummary } from '@diachi/domain';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import { errorWords } from './error-words.ts';

export type PagesToCheckProps = {
  readonly frame: Frame;
  readonly id: DocumentId;
  readonly pages: readonly PageSummary[];
};

const SHOWN = 20;

/** The pages of a document that were read, and of which most is likely wrong, the worst first. */
export function PagesToCheck({ frame, id, pages }: PagesToCheckProps) {
  const { messages, write } = frame;
  const doubted = pages
    .filter(({ state }) => state === 'read')
    .map((page) => ({ page, doubt: doubtOf(page) }))
    .filter((one): one is { page: PageSummary; doubt: number } => one.doubt !== null)
    .sort((one, other) => other.doubt - one.doubt || one.page.page - other.page.page);
  if (doubted.length === 0) return null;
  return (
    <section class="notice" aria-labelledby="to-check">
      <h2 id="to-check">
        {messages.doubt.pages} ({write.number(doubted.length)})
      </h2>
      <ul>
        {doubted.slice(0, SHOWN).map(({ page: { page, label }, doubt }) => (
          <li key={page}>
            <a href={addresses.doubt(id, page)}>{messages.pageLabel(label)}</a>: {errorWords(frame, doubt)}
          </li>
        ))}
        {doubted.length > SHOWN && <li>…</li>}
      </ul>
      <p>
        <a href="/to-check">{messages.doubt.wholeList}</a>
      </p>
    </section>
  );
}
