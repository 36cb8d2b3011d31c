export { type BullQueueOptions, createBullQueue } from './bull-queue.ts';
export type { QueueLog } from './connect-redis.ts';
export { createQueueBoard, type QueueBoard, type QueueBoardOptions } from './queue-board.ts';
