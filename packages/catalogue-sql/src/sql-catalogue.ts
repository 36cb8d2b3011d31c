import type { Catalogue } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';
import { createChanges } from './changes.ts';
import { createChecking } from './checking.ts';
import { createClearing } from './clearing.ts';
import { createDocuments } from './documents.ts';
import { createEmbargoes } from './embargoes.ts';
import { createForeignIndexing } from './foreign-indexing.ts';
import { createForeignRecords } from './foreign-records.ts';
import { createForgetting } from './forgetting.ts';
import { createLibraries } from './libraries.ts';
import { createListings } from './listings.ts';
import { createOutcomes } from './outcomes.ts';
import { createProgress } from './progress.ts';
import { createPublishing } from './publishing.ts';
import { createRestoring } from './restoring.ts';
import { createRevisions } from './revisions.ts';
import { createShelves } from './shelves.ts';
import { createSources } from './sources.ts';
import { createAuditTrail } from './sql-audit-trail.ts';
import { createPeople } from './sql-people.ts';
import { createWorkInHand } from './work-in-hand.ts';

/** The catalogue over any database whose dialect translates its errors; the schema is there already. */
export const createSqlCatalogue = (tools: CatalogueTools): Omit<Catalogue, 'locks' | 'close'> => ({
  people: createPeople(tools),
  audit: createAuditTrail(tools),
  ...createDocuments(tools),
  ...createRestoring(tools),
  ...createListings(tools),
  ...createShelves(tools),
  ...createRevisions(tools),
  ...createPublishing(tools),
  ...createProgress(tools),
  ...createOutcomes(tools),
  ...createEmbargoes(tools),
  ...createForgetting(tools),
  ...createClearing(tools),
  ...createLibraries(tools),
  ...createWorkInHand(tools),
  ...createChecking(tools),
  ...createChanges(tools),
  ...createSources(tools),
  ...createForeignRecords(tools),
  ...createForeignIndexing(tools),
});
