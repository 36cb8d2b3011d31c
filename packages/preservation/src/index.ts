export { mets, metsDocument } from './mets/mets.ts';
export type { MetsFile, MetsGroup, MetsSource } from './mets/mets-source.ts';
export type { PremisAgent } from './premis/premis-agent.ts';
export type { PremisEvent, PremisEventKind } from './premis/premis-event.ts';
