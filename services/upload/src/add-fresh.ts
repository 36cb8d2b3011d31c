import type { Step } from '@diachi/jobs';
import type { JobQueue } from '@diachi/ports';

/**
 * Adds what is to be done for a document, as `plan` finds it. Looked for again when work of the document ended meanwhile: a process that stood
 * still between looking and adding, and lost its locks by that, would otherwise have all of it done once more. Answers whether there was anything.
 */
export async function addFresh(
  queue: Pick<JobQueue, 'moment' | 'add'>,
  options: { readonly isUrgent?: boolean },
  plan: () => Promise<Step | null>,
): Promise<boolean> {
  for (;;) {
    const unlessEndedSince = await queue.moment();
    const step = await plan();
    if (!step) return false;
    if (await queue.add(step, { ...options, unlessEndedSince })) return true;
  }
}
