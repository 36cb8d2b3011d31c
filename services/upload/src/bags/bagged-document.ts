import {
  cleanFileName,
  type DocumentId,
  Failure,
  identifyOriginal,
  isFailure,
  type KeptRecord,
  keys,
  type Manifest,
  type ManifestPage,
  type Original,
  parseDocumentId,
  parseKeptRecord,
  parseManifest,
  parsePageList,
  type Revision,
} from '@diachi/domain';
import { pageOutcome, pageTextOf } from '@diachi/page-text';
import type { AuditEntry } from '@diachi/ports';
import { originalPath, payloadPaths, revisionPath } from '@diachi/preservation';
import { nameDocument } from '../name-document.ts';
import { firstBytes, smallFile } from './bag-files.ts';
import type { CheckedBag } from './check-bag.ts';
import { type BaggedFile, filesOfRevision, JSON_TYPE } from './files-of-revision.ts';
import { parseHistory } from './parse-history.ts';
import type { ZippedBag } from './zipped-bag.ts';

/** A document as a bag of ours tells it; everything said of it was held against its files. */
export type BaggedDocument = {
  readonly id: DocumentId;
  readonly kept: KeptRecord;
  readonly manifest: Manifest;
  readonly originals: readonly BaggedFile[];
  /** What was made of them: the list of pages, and what the manifest names. Each page's text comes last of the page. */
  readonly made: readonly BaggedFile[];
  /** What was noted of it before, oldest first; none in a package that readers are given. */
  readonly history: readonly AuditEntry[];
};

/** What a catalogue counts in has an end; no document comes near this. */
const MOST_COUNT = 1_000_000;
/** Of a document of as many pages as one may have, each an original with a long name. */
const MOST_RECORD_BYTES = 20_000_000;
const MOST_MANIFEST_BYTES = 100_000_000;
const MOST_TEXT_BYTES = 50_000_000;
const MOST_HISTORY_BYTES = 50_000_000;

/** The documents of ours that a checked bag holds; none of a bag that another program made. */
export function documentsIn({ payload }: CheckedBag): readonly DocumentId[] {
  return [...payload.keys()].flatMap((path) => {
    const [, id] = /^data\/([0-9a-z]{16})\/record\.json$/.exec(path) ?? [];
    return id === undefined ? [] : [parseDocumentId(id)];
  });
}

/** Fails with `bag.bad-document`, naming the file that does not fit; the cause says what of it. */
export async function readBagged(
  bag: ZippedBag,
  checked: CheckedBag,
  id: DocumentId,
  now: Date,
): Promise<BaggedDocument> {
  const paths = payloadPaths(id);
  const about = <Value>(path: string, read: () => Value | Promise<Value>) => tellAbout(id, path, read);
  const small = (path: string, mostBytes: number) => about(path, () => smallFile(bag, path, mostBytes));

  const recordBytes = await small(paths.record, MOST_RECORD_BYTES);
  const kept = await about(paths.record, () => recordOf(id, recordBytes, now));
  const manifestBytes = await small(paths.manifest, MOST_MANIFEST_BYTES);
  const manifest = await about(paths.manifest, () => manifestOf(kept, manifestBytes));
  const revision = { documentId: id, number: manifest.revision };
  const originals = kept.originals.map((original): BaggedFile => {
    const { checksum, sizeBytes, type } = original;
    return { key: keys.original(checksum), checksum, sizeBytes, path: originalPath(id, original), contentType: type };
  });
  const made = await about(paths.manifest, () => filesOfRevision(manifest, revision));

  for (const { path, checksum, sizeBytes, contentType } of [...originals, ...made]) {
    await about(path, async () => {
      const found = checked.payload.get(path);
      demand(found?.sha256 === checksum && found.sizeBytes === sizeBytes, `${path} is not the file that is named`);
      if (contentType !== JSON_TYPE) await checkKind(bag, path, contentType);
    });
  }
  for (const page of manifest.pages) {
    const path = revisionPath(manifest, keys.text(revision, page.page));
    const bytes = await small(path, MOST_TEXT_BYTES);
    await about(path, () => checkText(bytes, page));
  }
  const pageList = await about(paths.pageList, () => pageListOf(bag, checked, kept, revision, manifest.pages.length));
  const history = checked.payload.has(paths.history) ? await small(paths.history, MOST_HISTORY_BYTES) : null;
  return {
    id,
    kept,
    manifest,
    originals,
    made: pageList ? [...made, pageList] : made,
    history: history ? await about(paths.history, () => parseHistory(id, history)) : [],
  };
}

async function tellAbout<Value>(id: DocumentId, path: string, read: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (cause) {
    if (isFailure(cause) && PASSED_ON.test(cause.code)) throw cause;
    if (!(cause instanceof Error)) throw cause;
    const message = `What the package says of the document ${id} does not fit its files: ${path}.`;
    throw new Failure('invalid', 'bag.bad-document', message, { cause, details: { id, path } });
  }
}

/** What says of the package or of this computer what is wrong already. */
const PASSED_ON = /^(?:bag|source|store)\./;

function recordOf(id: DocumentId, bytes: Uint8Array, now: Date): KeptRecord {
  const kept = parseKeptRecord(bytes);
  const checksums = kept.originals.map(({ checksum }) => checksum);
  demand(kept.documentId === id, 'it speaks of another document');
  demand(checksums.length > 0 && nameDocument(checksums) === id, 'its originals are those of another document');
  demand(kept.recordVersion <= MOST_COUNT, 'its record has changed too often');
  // By a clock that was wrong it would stay the newest document for years.
  const past = (time: string) => (time > now.toISOString() ? now.toISOString() : time);
  const { receivedAt, changedAt } = kept;
  return { ...kept, originals: named(kept.originals), receivedAt: past(receivedAt), changedAt: past(changedAt) };
}

function manifestOf({ documentId, originals }: KeptRecord, bytes: Uint8Array): Manifest {
  const manifest = parseManifest(bytes);
  const sums = (of: readonly Original[]) => of.map(({ checksum }) => checksum).join();
  demand(manifest.documentId === documentId, 'it speaks of another document');
  demand(sums(manifest.originals) === sums(originals), 'its originals are not told alike');
  demand(manifest.revision <= MOST_COUNT, 'its revision is none');
  for (const { page, label } of manifest.pages) demand(!label.includes('\0'), `the label of page ${page} is none`);
  return { ...manifest, originals: named(manifest.originals) };
}

/** Under names as they would have if they had come by themselves. */
const named = (originals: readonly Original[]): readonly Original[] =>
  originals.map((original) => ({ ...original, fileName: cleanFileName(original.fileName) }));

/** Browsers are told what a file is by what is said here. */
async function checkKind(bag: ZippedBag, path: string, contentType: string): Promise<void> {
  demand(identifyOriginal(await firstBytes(bag, path)) === contentType, `${path} is no ${contentType}`);
}

function checkText(bytes: Buffer, { image, state, isTrusted }: ManifestPage): void {
  const text = pageTextOf(JSON.parse(bytes.toString()));
  const isOfImage = text.image?.widthPx === image?.widthPx && text.image?.heightPx === image?.heightPx;
  demand(isOfImage, 'it is not the text of the picture');
  const outcome = pageOutcome(text);
  demand(outcome.state === state, `it was ${outcome.state}, not ${state}`);
  // Libraries learn from what is trusted.
  demand(isTrusted !== true || outcome.isTrusted === true, 'it is not to be trusted');
}

/** Null for a bag without one: pages are then called by their numbers, until the document is read again. */
async function pageListOf(
  bag: ZippedBag,
  { payload }: CheckedBag,
  { originals }: KeptRecord,
  revision: Revision,
  pageCount: number,
): Promise<BaggedFile | null> {
  const path = payloadPaths(revision.documentId).pageList;
  const found = payload.get(path);
  if (!found) return null;
  const { pages } = parsePageList(await smallFile(bag, path, MOST_MANIFEST_BYTES));
  demand(pages.length === pageCount, 'its list has another number of pages');
  const scans = new Set<string>(originals.map(({ checksum }) => keys.original(checksum)));
  for (const { page, scanKey, textKey } of pages) {
    const isOwn = scanKey === null || scanKey === keys.scan(revision, page) || scans.has(scanKey);
    demand(isOwn && (textKey === null || textKey === keys.existingText(revision, page)), `page ${page} lies elsewhere`);
  }
  const { sha256: checksum, sizeBytes } = found;
  return { key: keys.pageList(revision), checksum, sizeBytes, path, contentType: JSON_TYPE };
}

function demand(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new Error(otherwise);
}
