import type { Frame } from '../frame.ts';
import type { LongWork } from '../portal-tools.ts';

export type LongWorkProgressProps = { readonly frame: Frame; readonly work: LongWork; readonly title: string };

/** How far work is that takes long: counted, never guessed. */
export function LongWorkProgress({
  frame: { messages, write },
  work: { done, planned },
  title,
}: LongWorkProgressProps) {
  const count = messages.work.doneOf(write.number(done), planned === null ? null : write.number(planned));
  return (
    <div class="steps" role="status">
      <ul>
        <li>
          <span>
            {title}: {count}
          </span>
          <progress
            {...(planned === null ? {} : { value: Math.min(done, planned), max: Math.max(1, planned) })}
            aria-label={title}
          />
        </li>
      </ul>
    </div>
  );
}
