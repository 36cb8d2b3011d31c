export { brokenBody } from './broken-body.ts';
export { catalogueAway, fullCatalogue } from './catalogue-faults.ts';
export { indexAway } from './index-faults.ts';
export { fullDisk, lostObjects, slowStore, storeAway } from './store-faults.ts';
export { aboutKeys, afterCalls, both, firstCalls, on } from './when.ts';
