import type { FoundRecord, SourceName } from '@diachi/ports';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import { dateWords } from './date-words.ts';
import { creatorWords } from './record-line.tsx';
import { Snippet } from './snippet.tsx';

export type FoundElsewhereProps = {
  readonly frame: Frame;
  readonly hit: FoundRecord;
  readonly sources: readonly SourceName[];
};

/** A record of another repository that search found, marked by whose it is. Nothing of it is loaded from there. */
export function FoundElsewhere({ frame: { messages }, hit, sources }: FoundElsewhereProps) {
  const { elsewhere } = messages;
  const { record, addresses: there, source } = hit;
  const name = sources.find(({ code }) => code === source)?.name ?? source;
  const line = [
    messages.kinds[record.kind],
    record.date && dateWords(messages, record.date.text),
    record.creators.map((creator) => creatorWords(messages, creator)).join('; '),
  ].filter(Boolean);
  return (
    <li class="found is-elsewhere">
      <div>
        <p class="source-badge">{elsewhere.badge(name)}</p>
        <h3>
          <a href={addresses.elsewhere(source, hit.documentId)}>
            <Snippet parts={hit.title} />
          </a>
        </h3>
        <p class="record-line">{line.join(' · ')}</p>
        {there.page && (
          <p>
            <a href={there.page} rel="external nofollow noopener">
              {elsewhere.openThere(name)}
            </a>
          </p>
        )}
      </div>
    </li>
  );
}
