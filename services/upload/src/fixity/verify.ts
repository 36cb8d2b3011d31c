import { type Document, isFailure, keys, type Manifest, type ManifestFile, readManifest } from '@diachi/domain';
import type { DocumentList } from '@diachi/ports';
import { documentIfThere } from '../document-if-there.ts';
import { createFindings, type Findings, findings as found } from '../inspection/findings.ts';
import { readAnew } from '../inspection/read-anew.ts';
import type { TellProgress } from '../long-work.ts';
import type { WorkTools } from '../work-tools.ts';
import { createBytePace } from './byte-pace.ts';
import { type FileState, fileState } from './file-state.ts';
import { keepVerification, keepVerificationPlace, readVerificationPlace, type Verified } from './verification.ts';

export type VerifyTools = Pick<WorkTools, 'catalogue' | 'store' | 'queue' | 'clock' | 'log' | 'waiting'>;

type Verifying = VerifyTools & {
  readonly findings: Findings;
  readonly mayReadAnew: () => boolean;
  readonly onRead: (sizeBytes: number) => Promise<void>;
  readonly onLost: () => void;
};

/** Documents at a time, after which how far it came is kept. */
const STRETCH = 10;
/** Documents that are read again because of one round; the others are told, and wait for the next: a loss of very many is to be seen first. */
const MOST_READ_ANEW = 1_000;

/**
 * Reads every original and every file that readers are shown, no faster than it is told, and compares each with its checksum. What was made
 * from whole originals and is damaged is made again, by reading the document anew; an original is never touched, only told of. What came
 * of each document is noted in its history. One that was broken off is gone on with. Answers how many problems it met.
 */
export async function verify(
  tools: VerifyTools,
  mbPerSecond: number,
  tell: TellProgress,
  signal: AbortSignal,
): Promise<number> {
  const { catalogue, store, clock } = tools;
  const begun = await readVerificationPlace(store);
  const startedAt = begun?.startedAt ?? clock().toISOString();
  const findings = createFindings(begun?.verified);
  let { sizeBytes, originalsLost } = begun?.verified ?? { sizeBytes: 0, originalsLost: 0 };
  const verified = (): Verified => ({ ...findings.found(), sizeBytes, originalsLost });
  let readAgain = 0;
  const pace = createBytePace(mbPerSecond, (ms) => tools.waiting.wait(ms, signal));
  const verifying: Verifying = {
    ...tools,
    findings,
    mayReadAnew: () => {
      readAgain += 1;
      return readAgain <= MOST_READ_ANEW;
    },
    onRead: async (bytes) => {
      signal.throwIfAborted();
      sizeBytes += bytes;
      await pace(bytes);
    },
    onLost: () => {
      originalsLost += 1;
    },
  };
  const planned = Object.values(await catalogue.countByState()).reduce((sum, count) => sum + count, 0);
  const tellNow = () => {
    const { documents: done, problems } = findings.found().counts;
    tell({ done, planned, problems });
  };
  tellNow();
  for (let after = begun?.after ?? null, isOver = false; !isOver; isOver = after === null) {
    const list: DocumentList = await catalogue.documents(
      {},
      after === null ? { limit: STRETCH } : { after, limit: STRETCH },
    );
    for (const document of list.documents) {
      signal.throwIfAborted();
      await verifyDocument(verifying, document);
      findings.count('documents');
      tellNow();
    }
    after = list.next;
    if (after !== null) await keepVerificationPlace(store, { version: 1, startedAt, after, verified: verified() });
  }
  await keepVerification(store, { version: 1, startedAt, endedAt: clock().toISOString(), ...verified() });
  await store.remove(keys.verificationPlace());
  return findings.found().counts.problems;
}

async function verifyDocument(tools: Verifying, document: Document): Promise<void> {
  if (document.state === 'refused') return;
  const before = tools.findings.found().counts;
  const lost = await verifyOriginals(tools, document);
  const { files, damaged } = await verifyMade(tools, document);
  const now = await documentIfThere(tools.catalogue, document.id);
  // Removed meanwhile, it has none; read anew meanwhile, it is looked at in the next round.
  if (!now || now.publishedRevision !== document.publishedRevision) return;
  const [first] = damaged;
  if (first !== undefined) await mend(tools, document, first, damaged.length, lost === 0);
  const { counts } = tools.findings.found();
  await tools.catalogue.audit.renew({
    at: tools.clock().toISOString(),
    who: 'system',
    what: 'fixity.checked',
    documentId: document.id,
    details: {
      files: document.originals.length + files,
      revision: document.publishedRevision,
      problems: lost + damaged.length,
      repaired: counts.repaired - before.repaired,
    },
  });
}

/** Answers how many are damaged or gone. */
async function verifyOriginals(tools: Verifying, { id, originals }: Document): Promise<number> {
  const { findings, log } = tools;
  let lost = 0;
  for (const { checksum, fileName } of originals) {
    const key = keys.original(checksum);
    const state = await fileState(tools, key, checksum);
    findings.count('objects');
    if (state === 'whole' || !(await documentIfThere(tools.catalogue, id))) continue;
    lost += 1;
    tools.onLost();
    const finding =
      state === 'missing' ? found.originalMissing(id, fileName, key) : found.originalDamaged(id, fileName, key);
    findings.problem(finding);
    log.error({ code: finding.code, document: id, key }, 'an original is not what it was when it came');
  }
  return lost;
}

/** What readers are shown: everything the manifest names. */
async function verifyMade(tools: Verifying, { id, publishedRevision }: Document) {
  if (publishedRevision === 0) return { files: 0, damaged: [] };
  const key = keys.manifest({ documentId: id, number: publishedRevision });
  const manifest = await manifestIn(tools, key);
  tools.findings.count('objects');
  if (manifest === null) return { files: 1, damaged: [key] };
  const damaged: string[] = [];
  let files = 1;
  for (const file of filesOf(manifest)) {
    const state: FileState = await fileState(tools, file.key, file.checksum);
    if (state !== 'whole') damaged.push(file.key);
    tools.findings.count('objects');
    files += 1;
  }
  return { files, damaged };
}

function* filesOf({ pages, pdf }: Manifest): Generator<ManifestFile> {
  for (const { files } of pages) yield* files;
  yield pdf;
}

/** Null when it is damaged or gone. */
async function manifestIn({ store }: Verifying, key: string): Promise<Manifest | null> {
  try {
    return await readManifest(await store.read(key));
  } catch (thrown) {
    if (isFailure(thrown) && (thrown.kind === 'missing' || thrown.kind === 'invalid')) return null;
    throw thrown;
  }
}

async function mend(
  tools: Verifying,
  { id, publishedRevision }: Document,
  key: string,
  count: number,
  isWhole: boolean,
) {
  tools.log.warn({ document: id, key, count }, 'files that were made of a document are damaged or gone');
  if (!isWhole) tools.findings.problem(found.filesDamaged(id, key, count));
  else
    await readAnew(tools, id, publishedRevision, key, count, {
      again: found.readAgainDamaged,
      not: found.filesDamaged,
    });
}
