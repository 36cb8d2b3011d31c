export { jobQueueContract } from './job-queue.contract.ts';
export { type ObjectStoreFaults, objectStoreContract } from './object-store.contract.ts';
