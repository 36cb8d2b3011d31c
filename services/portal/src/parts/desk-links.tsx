import { mayActAs } from '@diachi/domain';
import type { Frame } from '../frame.ts';

export type DeskLinksProps = {
  readonly frame: Frame;
  /** Where the queue can be looked into; left out where it cannot. */
  readonly queueAddress?: string | undefined;
};

/** What administrators look at beside the work. */
export function DeskLinks({ frame: { messages, visitor }, queueAddress }: DeskLinksProps) {
  if (!mayActAs(visitor.role, 'admin')) return null;
  return (
    <p class="actions">
      <a class="button is-quiet" href="/inspection">
        {messages.inspection.title}
      </a>
      {queueAddress !== undefined && (
        <a class="button is-quiet" href={queueAddress}>
          {messages.work.queues}
        </a>
      )}
    </p>
  );
}
