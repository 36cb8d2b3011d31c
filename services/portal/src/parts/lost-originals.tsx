import { failureText } from '@diachi/messages';
import { addresses } from '../addresses.ts';
import type { Frame } from '../frame.ts';
import type { Standing } from '../portal-tools.ts';
import { documentOf } from './finding-table.tsx';

export type LostOriginalsProps = { readonly frame: Frame; readonly damage: Standing };

/** So many are named where other things are to be seen too; administrators see more of them. */
const MOST_NAMED = 10;
const ORIGINALS = /^inspection\.original-/;

/** Originals that are damaged or gone, for whoever works with the library: they may have the file still, and can hand it in again. */
export function LostOriginals({ frame, damage: { originalsLost, problems } }: LostOriginalsProps) {
  const { messages, language, write } = frame;
  const { verification, open } = messages.inspection;
  if (originalsLost === 0) return null;
  const named = problems.filter(({ code }) => ORIGINALS.test(code)).slice(0, MOST_NAMED);
  return (
    <section aria-labelledby="lost" class="notice is-bad">
      <h2 id="lost">{verification.lost(write.number(originalsLost))}</h2>
      <p>{verification.lostOf}</p>
      <ul>
        {named.map((finding, place) => {
          const id = documentOf(finding);
          return (
            <li key={place} class="finding">
              {failureText({ kind: 'conflict', ...finding }, language)}{' '}
              {id && (
                <a href={addresses.document(id)}>
                  {open}
                  <span class="visually-hidden"> {id}</span>
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
