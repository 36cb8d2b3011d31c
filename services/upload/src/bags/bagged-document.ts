import {
  type DocumentId,
  Failure,
  identifyOriginal,
  isFailure,
  type KeptRecord,
  keys,
  type Manifest,
  type ManifestFile,
  type ManifestPage,
  parseDocumentId,
  parseKeptRecord,
  parseManifest,
  parsePageList,
  type Revision,
  THUMBNAIL_WIDTHS_PX,
} from '@diachi/domain';
import { pageTextOf } from '@diachi/page-text';
import type { AuditEntry } from '@diachi/ports';
import { originalPath, payloadPaths, revisionPath } from '@diachi/preservation';
import { nameDocument } from '../name-document.ts';
import { firstBytes, smallFile } from './bag-files.ts';
import type { CheckedBag } from './check-bag.ts';
import { parseHistory } from './parse-history.ts';
import type { ZippedBag } from './zipped-bag.ts';

/** A file of a bag that belongs into the store. */
export type BaggedFile = ManifestFile & { readonly path: string; readonly contentType: string };

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

const MOST_RECORD_BYTES = 4_000_000;
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

/** Fails with `bag.bad-document`; the cause says what does not fit. */
export async function readBagged(bag: ZippedBag, checked: CheckedBag, id: DocumentId): Promise<BaggedDocument> {
  try {
    return await bagged(bag, checked, id);
  } catch (cause) {
    if (isFailure(cause) && (cause.kind === 'unavailable' || cause.code.startsWith('source.'))) throw cause;
    if (!(cause instanceof Error)) throw cause;
    throw new Failure(
      'invalid',
      'bag.bad-document',
      `What the package says of the document ${id} does not fit its files.`,
      { cause, details: { id } },
    );
  }
}

async function bagged(bag: ZippedBag, checked: CheckedBag, id: DocumentId): Promise<BaggedDocument> {
  const paths = payloadPaths(id);
  const kept = parseKeptRecord(await smallFile(bag, paths.record, MOST_RECORD_BYTES));
  const manifest = parseManifest(await smallFile(bag, paths.manifest, MOST_MANIFEST_BYTES));
  const checksums = kept.originals.map(({ checksum }) => checksum);
  demand(kept.documentId === id && manifest.documentId === id, 'it speaks of another document');
  demand(checksums.length > 0 && nameDocument(checksums) === id, 'its originals are those of another document');
  demand(
    manifest.originals.map(({ checksum }) => checksum).join() === checksums.join(),
    'its originals are not told alike',
  );
  const revision = { documentId: id, number: manifest.revision };

  const originals = kept.originals.map((original): BaggedFile => {
    const { checksum, sizeBytes, type } = original;
    return { key: keys.original(checksum), checksum, sizeBytes, path: originalPath(id, original), contentType: type };
  });
  const made: BaggedFile[] = [];
  for (const page of manifest.pages) made.push(...filesOfPage(manifest, revision, page));
  const { pdf } = manifest;
  demand(pdf.key === keys.pdf(revision), `${pdf.key} is no PDF of this revision`);
  made.push({ ...pdf, path: revisionPath(manifest, pdf.key), contentType: 'application/pdf' });

  for (const { path, checksum, sizeBytes, contentType } of [...originals, ...made]) {
    const found = checked.payload.get(path);
    demand(found?.sha256 === checksum && found.sizeBytes === sizeBytes, `${path} is not the file that is named`);
    if (contentType !== JSON_TYPE) await checkKind(bag, path, contentType);
  }
  for (const page of manifest.pages) await checkText(bag, manifest, revision, page);
  const pageList = await pageListOf(bag, checked, kept, revision, manifest.pages.length);
  const history = checked.payload.has(paths.history)
    ? parseHistory(id, await smallFile(bag, paths.history, MOST_HISTORY_BYTES))
    : [];
  return { id, kept, manifest, originals, made: pageList ? [...made, pageList] : made, history };
}

const JSON_TYPE = 'application/json';

/** Exactly the files that a page may have, and at least those without which it is not whole. */
function filesOfPage(manifest: Manifest, revision: Revision, { page, state, image, files }: ManifestPage) {
  const pictures = image
    ? new Map([
        [keys.image(revision, page), image.type as string],
        ...THUMBNAIL_WIDTHS_PX.map((widthPx) => [keys.thumbnail(revision, page, widthPx), 'image/webp'] as const),
      ])
    : new Map<string, string>();
  const wanted = new Map([...pictures, [keys.text(revision, page), JSON_TYPE]]);
  const allowed = image ? new Map([...wanted, [keys.pyramid(revision, page), 'image/tiff']]) : wanted;
  const named = new Set(files.map(({ key }) => key));
  demand(state !== 'waiting', `page ${page} is still waiting`);
  demand(named.size === files.length, `page ${page} names a file twice`);
  demand(
    [...wanted.keys()].every((key) => named.has(key)),
    `page ${page} lacks a file`,
  );
  const bagged = files.map((file): BaggedFile => {
    const contentType = allowed.get(file.key);
    if (contentType === undefined) throw new Error(`${file.key} is no file of page ${page}`);
    return { ...file, path: revisionPath(manifest, file.key), contentType };
  });
  return bagged.toSorted(
    (one, other) => Number(one.contentType === JSON_TYPE) - Number(other.contentType === JSON_TYPE),
  );
}

/** Browsers are told what a file is by what is said here. */
async function checkKind(bag: ZippedBag, path: string, contentType: string): Promise<void> {
  demand(identifyOriginal(await firstBytes(bag, path)) === contentType, `${path} is no ${contentType}`);
}

async function checkText(bag: ZippedBag, manifest: Manifest, revision: Revision, { page, image }: ManifestPage) {
  const path = revisionPath(manifest, keys.text(revision, page));
  const text = pageTextOf(JSON.parse((await smallFile(bag, path, MOST_TEXT_BYTES)).toString()));
  const isOfImage = text.image?.widthPx === image?.widthPx && text.image?.heightPx === image?.heightPx;
  demand(isOfImage, `the text of page ${page} is not that of its picture`);
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
