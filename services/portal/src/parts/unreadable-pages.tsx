import type { DocumentId, PageSummary } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';

export type UnreadablePagesProps = {
  readonly frame: Frame;
  readonly id: DocumentId;
  readonly pages: readonly PageSummary[];
};

const SHOWN = 50;

/** Pages whose words nobody could read, each with its reason: never to be mistaken for blank ones. */
export function UnreadablePages({ frame: { messages, language }, id, pages }: UnreadablePagesProps) {
  const unreadable = pages.filter(({ state }) => state === 'unreadable');
  if (unreadable.length === 0) return null;
  return (
    <section class="notice" aria-labelledby="unreadable">
      <h2 id="unreadable">
        {messages.document.unreadable} ({unreadable.length})
      </h2>
      <p>{messages.document.unreadableLead}</p>
      <ul>
        {unreadable.slice(0, SHOWN).map(({ page, label, reason }) => (
          <li key={page}>
            <a href={addresses.page(id, page)}>{messages.pageLabel(label)}</a>
            {reason && <>: {failureText(reason, language)}</>}
          </li>
        ))}
        {unreadable.length > SHOWN && <li>…</li>}
      </ul>
    </section>
  );
}
