import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import {
  type Bookmark,
  type Document,
  Failure,
  type FailureNote,
  isFailure,
  keys,
  noteFailure,
  type Original,
  type PageList,
  type PageScan,
  type PageSummary,
  parsePageList,
  type Revision,
  waitingPage,
} from '@diachi/domain';
import type { RevisionWork } from '@diachi/jobs';
import type { Catalogue } from '@diachi/ports';
import type { PagesFound, TakeTools, TakeWork } from './pages-found.ts';
import { refusals } from './refusals.ts';
import { takeOriginal } from './take-original.ts';
import { untakenPage } from './untaken-page.ts';

export type IntakeTools = TakeTools & { readonly catalogue: Pick<Catalogue, 'document' | 'openRevision'> };

/**
 * Looks into a document's originals: writes what had to be taken out of them, then the list of pages, then tells the catalogue. Doing
 * it again changes nothing. Fails with an `invalid` `original.…` when no page can be used, or as `unavailable` when one of them was too slow or
 * broke the program that reads it; fewer faults are marked on their pages.
 */
export async function intake(tools: IntakeTools, { revision }: RevisionWork): Promise<void> {
  const { store, catalogue } = tools;
  const listKey = keys.pageList(revision);
  const kept = (await store.has(listKey)) ? wholeList(await store.get(listKey)) : null;
  if (kept) return catalogue.openRevision(revision, summaries(kept.pages));

  const list = await lookInside(tools, await catalogue.document(revision.documentId), revision);
  await store.put(listKey, Buffer.from(JSON.stringify(list)), 'application/json');
  await catalogue.openRevision(revision, summaries(list.pages));
}

/** Null for a list that was damaged on its disk: it is made again from the originals, which are not to blame. */
function wholeList(bytes: Uint8Array): PageList | null {
  try {
    return parsePageList(bytes);
  } catch (thrown) {
    if (isFailure(thrown) && thrown.code === 'page-list.broken') return null;
    throw thrown;
  }
}

const summaries = (pages: readonly PageScan[]): readonly PageSummary[] =>
  pages.map(({ page, label }) => waitingPage(page, label));

async function lookInside(tools: IntakeTools, document: Document, revision: Revision): Promise<PageList> {
  const pages: PageScan[] = [];
  const bookmarks: Bookmark[] = [];
  for (const original of document.originals) {
    tools.signal?.throwIfAborted();
    const firstPage = pages.length;
    if (firstPage >= tools.limits.maxPages) throw refusals.tooManyPages(original.fileName, tools.limits.maxPages);
    const found = await tools.store.withFile(keys.original(original.checksum), async (path) => {
      await checkWhole(original, path);
      return takeOrMark(tools, { revision, original, path, firstPage, language: document.record.language });
    });
    pages.push(...found.pages);
    bookmarks.push(...found.bookmarks);
  }
  const [first] = pages;
  if (!first) throw refusals.noPages(document.record.title);
  if (first.damage && pages.every(isLost)) throw whyNone(first.damage, pages);
  return { pages, bookmarks };
}

/**
 * An original that is no longer what came is never read: what was made of it while it was whole is better. Fails with `object.damaged`, as a store
 * that compares checksums itself does; it is the store's fault, and refuses nothing.
 */
async function checkWhole({ checksum, fileName }: Original, path: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  if (hash.digest('hex') === checksum) return;
  throw new Failure(
    'unavailable',
    'object.damaged',
    `The original “${fileName}” is not what it was when it came. Bring it back from a backup or a package, or hand the same file in again; then try again.`,
    { details: { key: keys.original(checksum) } },
  );
}

/** Nothing of it can be shown, or it has not come whole and can be copied again. */
const isLost = ({ damage, scanKey }: PageScan): boolean =>
  damage !== null && (scanKey === null || damage.code === 'original.truncated');

/** A file that cannot be used is one marked page among the others: whoever reads the document sees that something is missing there. */
async function takeOrMark(tools: TakeTools, work: TakeWork): Promise<PagesFound> {
  try {
    return await takeOriginal(tools, work);
  } catch (thrown) {
    const isAboutTheFile = isFailure(thrown) && thrown.kind === 'invalid' && thrown.code !== 'original.too-many-pages';
    if (!isAboutTheFile) throw thrown;
    return { pages: [{ ...untakenPage(work.firstPage), damage: noteFailure(thrown) }], bookmarks: [] };
  }
}

/** Refused for good, and forgotten, is only what is wrong by itself from the first page to the last. */
function whyNone(first: FailureNote, pages: readonly PageScan[]): Failure {
  const mayPass = pages.find(({ damage }) => damage?.kind !== 'invalid')?.damage;
  const { code, message, details } = mayPass ?? first;
  return new Failure(mayPass ? 'unavailable' : 'invalid', code, message, { details });
}
