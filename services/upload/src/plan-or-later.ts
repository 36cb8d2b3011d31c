import { type DocumentId, isFailure } from '@diachi/domain';
import type { Step } from '@diachi/jobs';
import type { JobQueue } from '@diachi/ports';
import type { WebLog } from '@diachi/web';
import { addFresh } from './add-fresh.ts';

/** Plans what follows from something that is done and written down already: while the queue is away, the steward plans it later. */
export async function planOrLater(
  { queue, log }: { readonly queue: JobQueue; readonly log: WebLog },
  document: DocumentId,
  plan: () => Promise<Step | null>,
  options: { readonly isUrgent?: boolean } = {},
): Promise<void> {
  try {
    await addFresh(queue, options, plan);
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind !== 'unavailable') throw thrown;
    log.warn({ err: thrown, document }, 'what follows could not be planned yet');
  }
}
