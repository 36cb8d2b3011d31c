export {
  BAG_DECLARATION,
  type BagInfo,
  checkBagDeclaration,
  parseBagInfo,
  payloadOxum,
  writeBagInfo,
} from './bagit/bag-info.ts';
export {
  BAG_ALGORITHMS,
  type BagAlgorithm,
  type BagManifest,
  parseBagManifest,
  writeBagManifest,
} from './bagit/bag-manifest.ts';
export { safeBagPath } from './bagit/bag-paths.ts';
export { originalPath, payloadFolder, payloadPaths, revisionPath } from './bagit/payload-path.ts';
export { mets } from './mets/mets.ts';
export type { MetsFile, MetsGroup, MetsSource } from './mets/mets-source.ts';
export type { PremisAgent } from './premis/premis-agent.ts';
export type { PremisEvent, PremisEventKind } from './premis/premis-event.ts';
