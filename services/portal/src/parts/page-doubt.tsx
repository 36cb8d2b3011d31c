import { mayActAs, POOR_FROM } from '@diachi/domain';
import type { PageText } from '@diachi/page-text';
import type { Frame } from '../frame.ts';
import { errorWords } from './error-words.ts';

export type PageDoubtProps = {
  readonly frame: Frame;
  readonly text: PageText;
  /** How many words somebody should look at. */
  readonly count: number;
  readonly isShown: boolean;
  /** This page with them marked, and without. */
  readonly addresses: { readonly shown: string; readonly plain: string };
};

/** How far the text of a page can be relied on: a word of warning for readers where it is poor, figures and the doubtful words for archivists. */
export function PageDoubt({ frame, text, count, isShown, addresses }: PageDoubtProps) {
  const { messages, visitor, write } = frame;
  if (text.kind !== 'read') return null;
  const { expectedError } = text;
  if (!mayActAs(visitor.role, 'archivist')) {
    return expectedError !== null && expectedError >= POOR_FROM ? <p class="quiet">{messages.doubt.poor}</p> : null;
  }
  return (
    <div class="doubt">
      {expectedError !== null && <p class="quiet">{messages.doubt.ofPage(errorWords(frame, expectedError))}</p>}
      {count === 0 ? (
        <p class="quiet">{messages.doubt.none}</p>
      ) : (
        <p>
          <a class="button is-quiet" href={isShown ? addresses.plain : addresses.shown} data-doubt="switch">
            {isShown ? messages.doubt.hide : messages.doubt.show(write.number(count))}
          </a>
        </p>
      )}
      {isShown && count > 0 && <p class="help">{messages.doubt.help}</p>}
    </div>
  );
}
