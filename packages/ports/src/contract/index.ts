export { type ObjectStoreFaults, objectStoreContract } from './object-store.contract.ts';
