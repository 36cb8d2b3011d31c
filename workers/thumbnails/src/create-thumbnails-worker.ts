import { makeThumbnailsJob } from '@diachi/jobs';
import { handle, type JobHandler } from '@diachi/ports';
import { type MakeThumbnailsTools, makeThumbnails } from './make-thumbnails.ts';

export type ThumbnailsWorker = { readonly handlers: readonly JobHandler[]; close(): Promise<void> };

/** Makes the small pictures of pages. Keeps nothing open. */
export const createThumbnailsWorker = (tools: MakeThumbnailsTools): ThumbnailsWorker => ({
  handlers: [handle(makeThumbnailsJob, (work) => makeThumbnails(tools, work))],
  close: async () => {},
});
