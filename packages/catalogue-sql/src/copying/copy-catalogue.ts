import { isDeepStrictEqual } from 'node:util';
import { Failure } from '@diachi/domain';
import { type CatalogueEnd, type OpenEnd, openEnd } from './catalogue-end.ts';
import { copyAudit } from './copy-audit.ts';
import { copyChanges } from './copy-changes.ts';
import { copyDocuments, haveSameDocuments } from './copy-documents.ts';
import { copyHarvests } from './copy-harvests.ts';
import { copyPeople } from './copy-people.ts';
import { copyToClear } from './copy-to-clear.ts';
import { copyTrustedText } from './copy-trusted-text.ts';
import { type CopiedRows, countRows } from './count-rows.ts';
import { beginCopy, copyState, endCopy, notEmpty, refuseHalfCopied } from './half-copied.ts';

export type { CatalogueEnd } from './catalogue-end.ts';
export type { CopiedRows } from './count-rows.ts';

export type CopyProgress = { readonly documents: number; readonly of: number };

/**
 * Copies a library that nobody works with to an empty catalogue of whichever kind: documents with all their revisions, member
 * libraries, people, the audit trail. Nothing is indexed there, and nobody signed in. Broken off, it goes on when it is
 * called again; until all has arrived nobody else can open the catalogue. When all had arrived before and nothing was done since, it only looks.
 * Fails with `catalogue.not-empty` (conflict), and with `catalogue.changed-meanwhile` (conflict) when somebody did work with the library.
 */
export async function copyCatalogue(
  from: CatalogueEnd,
  to: CatalogueEnd,
  tell: (progress: CopyProgress) => void = () => {},
): Promise<CopiedRows> {
  const source = await openEnd(from);
  try {
    await refuseHalfCopied(source.db);
    const target = await openEnd(to);
    try {
      return await target.locks.inOrder('copying', () => copy(source, target, tell));
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Fails with `catalogue.not-empty` where `copyCatalogue` would; for whoever has much to carry before it. */
export async function checkCopyTarget(end: CatalogueEnd): Promise<void> {
  const target = await openEnd(end);
  try {
    await copyState(target.db);
  } finally {
    await target.close();
  }
}

async function copy(from: OpenEnd, to: OpenEnd, tell: (progress: CopyProgress) => void): Promise<CopiedRows> {
  const rows = await countRows(from.db);
  if ((await beginCopy(to.db, new Date().toISOString())) === 'compare') {
    if (!isDeepStrictEqual(await countRows(to.db), rows) || !(await haveSameDocuments(from.db, to.db)))
      throw notEmpty();
    return rows;
  }
  await copyPeople(from.db, to.db);
  await copyDocuments(from.db, to.db, (documents) => tell({ documents, of: rows.document }));
  await copyAudit(from.db, to.db);
  await copyToClear(from.db, to.db);
  await copyTrustedText(from.db, to.db);
  await copyChanges(from.db, to.db);
  await copyHarvests(from.db, to.db);
  for (const counter of ['document', 'person', 'audit'] as const) {
    await to.counters.advance(to.db, counter, await from.counters.read(from.db, counter));
  }
  const arrived = await countRows(to.db);
  if (!isDeepStrictEqual(arrived, await countRows(from.db))) throw changedMeanwhile();
  await endCopy(to.db, new Date().toISOString());
  return arrived;
}

const changedMeanwhile = () =>
  new Failure(
    'conflict',
    'catalogue.changed-meanwhile',
    'Somebody worked with the library while it was copied. Stop all of it, then start the copying again; it goes on where it was.',
  );
