import { Failure } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { failing, type When } from './failing.ts';
import { always } from './when.ts';

/** A catalogue whose database cannot answer. */
export const catalogueAway = (catalogue: Catalogue, when: When = always): Catalogue =>
  failing(catalogue, (call) =>
    when(call) ? new Failure('unavailable', 'catalogue.unavailable', 'The catalogue cannot be used.') : null,
  );

/** A catalogue on a full disk: what it knows it tells, and it takes nothing in. */
export const fullCatalogue = (catalogue: Catalogue, when: When = always): Catalogue =>
  failing(catalogue, (call) =>
    !tells.has(call.method) && when(call)
      ? new Failure('unavailable', 'catalogue.full', 'The disk that holds the catalogue is full.')
      : null,
  );

const tells = new Set([
  'document',
  'documents',
  'documentsNamed',
  'documentsWithOriginal',
  'countByState',
  'shelves',
  'pages',
  'progress',
  'libraries',
  'collections',
  'inWork',
  'countInWork',
  'unfinished',
  'withFailure',
  'countIndexed',
  'changes',
  'countChanges',
  'changeShelves',
  'earliestChange',
  'changeOf',
  'toForget',
  'toClear',
  // Locks take no room: they are held by a connection, or in memory.
  'locks.inOrder',
  'locks.alone',
  'locks.settled',
  'people.all',
  'people.named',
  'people.session',
  'people.signInLink',
  'audit.entries',
]);
