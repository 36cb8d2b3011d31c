import type { Document, DocumentFailure } from '@diachi/domain';
import { forgetRefused } from './forget-kept.ts';
import type { WorkTools } from './work-tools.ts';

/** Entries of a document that are looked through; between a receiving and its refusal there are few. */
const LATEST = 50;

/** What follows a refusal: it is noted, once, and nothing of the document is kept. Broken off, it can be done again. */
export async function concludeRefusal(tools: WorkTools, document: Document, failure: DocumentFailure): Promise<void> {
  const { catalogue, clock } = tools;
  const { id, originals, record } = document;
  // The record in the store goes last of all, so that a refusal is seen to be unfinished until then.
  if (!(await isNoted(tools, document))) {
    await catalogue.audit.note({
      at: clock().toISOString(),
      who: 'system',
      what: 'document.refused',
      documentId: id,
      details: { code: failure.code, files: originals.map(({ fileName }) => fileName), title: record.title },
    });
  }
  await forgetRefused(tools, id);
}

async function isNoted({ catalogue }: WorkTools, { id }: Document): Promise<boolean> {
  const entries = await catalogue.audit.entries({ documentId: id, limit: LATEST });
  const last = entries.find(({ what }) => what === 'document.refused' || what === 'document.received');
  return last?.what === 'document.refused';
}
