export { createThumbnailsWorker, type ThumbnailsWorker } from './create-thumbnails-worker.ts';
export { type MakeThumbnailsTools, makeThumbnails } from './make-thumbnails.ts';
