export { type CatalogueFaults, catalogueContract } from './catalogue.contract.ts';
export { jobQueueContract } from './job-queue.contract.ts';
export { type ObjectStoreFaults, objectStoreContract } from './object-store.contract.ts';
export { type OpenedReading, type ReadingPorts, readingContract } from './reading.contract.ts';
export { searchIndexContract } from './search-index.contract.ts';
