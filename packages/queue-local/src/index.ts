export { createLocalQueue, type LocalQueueOptions } from './local-queue.ts';
