import type { DocumentId } from '@diachi/domain';
import { indexDocumentJob, ocrPageJob } from '@diachi/jobs';
import type { JobQueue } from '@diachi/ports';
import { isNoRoom } from './no-room.ts';
import type { WorkBoard } from './work-board.ts';
import { workOf } from './work-of.ts';

/** By then whoever concludes what the queue tells has written it down, nearly always. */
const CONCLUDED_MS = 2_000;

/** Keeps this process's board of what the queue tells, whichever process concludes it. Answers how to stop. */
export function followProgress({ queue, board }: { readonly queue: JobQueue; readonly board: WorkBoard }): () => void {
  const told = new Set<DocumentId>();
  let later: NodeJS.Timeout | undefined;

  const tellLater = (id: DocumentId) => {
    told.add(id);
    later ??= setTimeout(() => {
      later = undefined;
      for (const each of told) board.tell(each);
      told.clear();
    }, CONCLUDED_MS).unref();
  };

  const unfollow = queue.follow((event) => {
    const work = workOf(event);
    if (!work || event.kind === 'started') return;
    const id = work.revision.documentId;
    if (event.failure && isNoRoom(event.failure)) board.lastFull = event.failure;
    if (event.kind === 'done' && event.job === ocrPageJob.name) board.pageRead(id);
    if (event.kind === 'failed' || (event.kind === 'done' && event.job === indexDocumentJob.name)) board.forgetPace(id);
    board.tell(id);
    tellLater(id);
  });
  return () => {
    unfollow();
    clearTimeout(later);
  };
}
