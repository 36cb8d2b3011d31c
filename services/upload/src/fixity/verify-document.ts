import { type Document, type DocumentId, keys, type Original } from '@diachi/domain';
import { documentIfThere } from '../document-if-there.ts';
import { createFindings, type Findings, findings as words } from '../inspection/findings.ts';
import type { Found } from '../inspection/inspection.ts';
import { readAnew } from '../inspection/read-anew.ts';
import type { WorkTools } from '../work-tools.ts';
import { type FileState, fileState } from './file-state.ts';
import { notedSums } from './noted-sums.ts';
import type { ReadStoredTools } from './read-stored.ts';
import { verifyMade } from './verify-made.ts';

export type VerifyDocumentTools = Pick<WorkTools, 'catalogue' | 'store' | 'queue' | 'clock' | 'log'> & {
  readonly mayReadAnew: () => boolean;
  readonly onRead: (sizeBytes: number) => Promise<void>;
  readonly rest: (tried: number) => Promise<void>;
  /** The last file that was found whole, by which it is told whether the store gives anything. */
  readonly lastWhole: { key: string | null };
};

/** What came of comparing the files of one document. */
export type VerifiedDocument = Found & {
  /** Which of its revisions is shown. */
  readonly revision: number;
  readonly originalsLost: number;
};

type Lost = { readonly original: Original; readonly state: Exclude<FileState, 'whole'> };

/** Of originals that are lost, so many are named in the history of a document. */
const MOST_NAMED = 20;

/**
 * Reads every file of a document, as it is now, and compares each with its checksum. What was made from whole originals and is damaged is
 * made again, by reading the document anew; an original is never touched, only told of. What came of it is noted in the document's history.
 * Null when it is none of the library's any more.
 */
export async function verifyDocument(tools: VerifyDocumentTools, id: DocumentId): Promise<VerifiedDocument | null> {
  const document = await shown(tools, id);
  if (!document) return null;
  const { publishedRevision, originals } = document;
  const reading = readingOf(tools, id);
  const lost = await lostOriginals(reading, originals);
  const made = await verifyMade(reading, document, await notedSums(tools.catalogue, document));
  const now = await shown(tools, id);
  // Its files went with it.
  if (!now) return null;
  const findings = createFindings();
  findings.count('objects', originals.length + made.files);
  for (const one of lost) tellLost(tools, findings, id, one);
  // What readers were shown when it began is replaced since, and what they are shown now is looked at in the next round.
  const damaged = now.publishedRevision === publishedRevision ? made.damaged : [];
  const [first] = damaged;
  if (first !== undefined) await mend({ ...tools, findings }, document, first, damaged.length, lost.length === 0);
  const { counts } = findings.found();
  await tools.catalogue.audit.renew({
    at: tools.clock().toISOString(),
    who: 'system',
    what: 'fixity.checked',
    documentId: id,
    details: {
      files: counts.objects,
      revision: publishedRevision,
      problems: lost.length + damaged.length,
      repaired: counts.repaired,
      ...(lost.length > 0 && { lost: lost.slice(0, MOST_NAMED).map(({ original }) => original.checksum) }),
      ...made.sums,
    },
  });
  return { ...findings.found(), revision: publishedRevision, originalsLost: lost.length };
}

/** Null for a document that was removed or refused: nothing of it is kept. */
async function shown({ catalogue }: VerifyDocumentTools, id: DocumentId): Promise<Document | null> {
  const document = await documentIfThere(catalogue, id);
  return document?.state === 'refused' ? null : document;
}

function readingOf({ store, onRead, rest, lastWhole }: VerifyDocumentTools, id: DocumentId) {
  const others = () => [...(lastWhole.key === null ? [] : [lastWhole.key]), keys.record(id), keys.libraries()];
  const onWhole = (key: string) => {
    lastWhole.key = key;
  };
  return { store, onRead, rest, others, onWhole };
}

type Reading = ReadStoredTools & { readonly onWhole: (key: string) => void };

async function lostOriginals(reading: Reading, originals: readonly Original[]): Promise<readonly Lost[]> {
  const lost: Lost[] = [];
  for (const original of originals) {
    const key = keys.original(original.checksum);
    const state = await fileState(reading, key, original.checksum);
    if (state === 'whole') reading.onWhole(key);
    else lost.push({ original, state });
  }
  return lost;
}

const wordsFor = {
  missing: words.originalMissing,
  damaged: words.originalDamaged,
  unreadable: words.originalUnreadable,
} satisfies Record<Lost['state'], unknown>;

function tellLost({ log }: VerifyDocumentTools, findings: Findings, id: DocumentId, { original, state }: Lost): void {
  const key = keys.original(original.checksum);
  const finding = wordsFor[state](id, original.fileName, key);
  findings.problem(finding);
  log.error({ code: finding.code, document: id, key }, 'an original is not what it was when it came');
}

async function mend(
  tools: VerifyDocumentTools & { readonly findings: Findings },
  { id, publishedRevision }: Document,
  key: string,
  count: number,
  isWhole: boolean,
): Promise<void> {
  tools.log.warn({ document: id, key, count }, 'files that were made of a document are damaged or gone');
  if (!isWhole) tools.findings.problem(words.filesDamaged(id, key, count));
  else
    await readAnew(tools, id, publishedRevision, key, count, {
      again: words.readAgainDamaged,
      not: words.filesDamaged,
    });
}
