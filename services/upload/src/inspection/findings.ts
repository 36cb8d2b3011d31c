import type { DocumentId } from '@diachi/domain';
import type { Finding, Found } from './inspection.ts';

/** Each kind of finding that is told one by one; the others are only counted. */
const MOST = 300;

export type Findings = {
  repaired(finding: Finding): void;
  problem(finding: Finding): void;
  count(what: 'documents' | 'objects' | 'indexed', by?: number): void;
  /** All of it until now. */
  found(): Found;
};

/** Goes on with what was found before, when it is given. */
export function createFindings(before?: Found): Findings {
  const counts = before ? { ...before.counts } : { documents: 0, objects: 0, indexed: 0, repaired: 0, problems: 0 };
  const repaired: Finding[] = [...(before?.repaired ?? [])];
  const problems: Finding[] = [...(before?.problems ?? [])];
  const add = (to: Finding[], finding: Finding) => void (to.length < MOST && to.push(finding));
  return {
    repaired: (finding) => {
      counts.repaired += 1;
      add(repaired, finding);
    },
    problem: (finding) => {
      counts.problems += 1;
      add(problems, finding);
    },
    count: (what, by = 1) => {
      counts[what] += by;
    },
    found: () => ({ counts: { ...counts }, repaired, problems }),
  };
}

/** What can be found, in the words of whoever looks after the library. */
export const findings = {
  planMade: (id: DocumentId): Finding => ({
    code: 'inspection.plan-made',
    message: `Work on the document ${id} had come to a standstill, and was planned again.`,
    details: { id },
  }),
  recordWritten: (id: DocumentId): Finding => ({
    code: 'inspection.record-written',
    message: `The record of the document ${id} beside its files was not the current one, and was written again.`,
    details: { id },
  }),
  refusalEnded: (id: DocumentId): Finding => ({
    code: 'inspection.refusal-ended',
    message: `Something had been left of the refused document ${id}, and was removed.`,
    details: { id },
  }),
  readAgain: (id: DocumentId, key: string, count: number): Finding => ({
    code: 'inspection.read-again',
    message: `${count} files of the document ${id} were gone (${key} first); it is read again from its originals.`,
    details: { id, key, count },
  }),
  leftoversRemoved: (id: DocumentId, count: number): Finding => ({
    code: 'inspection.leftovers-removed',
    message: `${count} files that the making of the document ${id} had left behind were removed.`,
    details: { id, count },
  }),
  uploadsRemoved: (count: number): Finding => ({
    code: 'inspection.uploads-removed',
    message: `${count} uploads that nobody went on with were removed.`,
    details: { count },
  }),
  indexPlanned: (id: DocumentId): Finding => ({
    code: 'inspection.index-planned',
    message: `The document ${id} was missing in the search index, and is put into it again.`,
    details: { id },
  }),
  indexRemoved: (id: DocumentId): Finding => ({
    code: 'inspection.index-removed',
    message: `The search index still held ${id}, which nobody can read; it was removed from the index.`,
    details: { id },
  }),

  originalMissing: (id: DocumentId, file: string, key: string): Finding => ({
    code: 'inspection.original-missing',
    message: `The original “${file}” of the document ${id} is not in the store (${key}). Bring it back from a backup or a package, or hand the same file in again.`,
    details: { id, file, key },
  }),
  originalDamaged: (id: DocumentId, file: string, key: string): Finding => ({
    code: 'inspection.original-damaged',
    message: `The original “${file}” of the document ${id} is no longer what it was when it came (${key}). Bring it back from a backup or a package, or hand the same file in again.`,
    details: { id, file, key },
  }),
  originalUnreadable: (id: DocumentId, file: string, key: string): Finding => ({
    code: 'inspection.original-unreadable',
    message: `The store cannot give the original “${file}” of the document ${id} (${key}), while it gives others. Look at its disk, and who may read the file; then verify again, or bring it back from a backup.`,
    details: { id, file, key },
  }),
  readAgainDamaged: (id: DocumentId, key: string, count: number): Finding => ({
    code: 'inspection.read-again-damaged',
    message: `${count} files made of the document ${id} were damaged or gone (${key} first); it is read again from its originals.`,
    details: { id, key, count },
  }),
  filesDamaged: (id: DocumentId, key: string, count: number): Finding => ({
    code: 'inspection.files-damaged',
    message: `${count} files made of the document ${id} are damaged or gone (${key} first), and it cannot be read again by itself now.`,
    details: { id, key, count },
  }),
  filesMissing: (id: DocumentId, key: string, count: number): Finding => ({
    code: 'inspection.files-missing',
    message: `${count} files of the document ${id} are gone (${key} first), and it cannot be read again by itself now.`,
    details: { id, key, count },
  }),
  unknownDocument: (id: DocumentId, count: number, sizeBytes: number): Finding => ({
    code: 'inspection.unknown-document',
    message: `The store has ${count} files of a document ${id} that the catalogue does not know. Rebuilding brings it back.`,
    details: { id, count, sizeBytes },
  }),
  unknownOriginal: (key: string, sizeBytes: number): Finding => ({
    code: 'inspection.unknown-original',
    message: `No document has the original ${key}.`,
    details: { key, sizeBytes },
  }),
  unknownObject: (key: string, sizeBytes: number): Finding => ({
    code: 'inspection.unknown-object',
    message: `The store has ${key}, which nothing of the library explains.`,
    details: { key, sizeBytes },
  }),
  indexMissing: (id: DocumentId): Finding => ({
    code: 'inspection.index-missing',
    message: `The document ${id} is missing in the search index. Too many are; rebuild the index.`,
    details: { id },
  }),
  indexAway: (): Finding => ({
    code: 'inspection.index-away',
    message: 'The search index did not answer, so it was not looked at.',
    details: {},
  }),
} satisfies Record<string, (...given: never[]) => Finding>;
