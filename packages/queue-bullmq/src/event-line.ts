import { fieldsOf, noteOf, oneOf, orNull, textOf, wholeOf } from '@diachi/domain';
import type { JobEvent } from '@diachi/ports';

/** An event as it travels. */
export const writeEvent = (event: JobEvent): string => JSON.stringify(event);

/** Reads what another process told. Throws when it is no event. */
export function parseEvent(written: string): JobEvent {
  const raw = fieldsOf(JSON.parse(written));
  return {
    kind: oneOf(raw['kind'], ['started', 'done', 'waiting-to-retry', 'failed'] as const),
    job: textOf(raw['job']),
    id: textOf(raw['id']),
    payload: raw['payload'],
    attempt: wholeOf(raw['attempt'], 1),
    // Told by a process of an earlier version, it says nothing of it.
    isUrgent: raw['isUrgent'] === true,
    failure: orNull(raw['failure'], noteOf),
  };
}
