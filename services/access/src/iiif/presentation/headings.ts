import { type Bookmark, keys, type Manifest } from '@diachi/domain';
import { dividedWords, type PageText, parsePageText, readBlocks, type Word } from '@diachi/page-text';
import type { ObjectStore } from '@diachi/ports';
import { createRecentCache } from '../../recent-cache.ts';
import type { ReceivedRevision, RevisionFiles } from '../../revision-files.ts';

/** The table of contents of a published revision. */
export type Headings = (revision: ReceivedRevision, manifest: Manifest) => Promise<readonly Bookmark[]>;

const CACHE_BYTES = 4 * 2 ** 20;
/** Reading the pages of thicker volumes takes longer than it helps: those whose files have no outline are shown without. */
const MOST_PAGES = 1_000;
const MOST_HEADINGS = 2_000;
const LONGEST = 200;
/** What stands on more pages than these is a running head, whatever it was taken for. */
const MOST_TIMES = 3;

/**
 * Headings as the document brought them or, where it brought none, as they were recognised on its pages. The first reading of all pages may take
 * longer than `patienceMs`: who asks then is told none, and whoever asks next is told them.
 */
export function createHeadings(
  { store, files }: { readonly store: Pick<ObjectStore, 'get'>; readonly files: RevisionFiles },
  patienceMs = 1_500,
): Headings {
  const cache = createRecentCache<readonly Bookmark[]>(CACHE_BYTES);
  return async (revision, manifest) => {
    const bookmarks = await files.bookmarks(revision);
    if (bookmarks.length > 0 || manifest.pages.length > MOST_PAGES) return bookmarks;
    const name = `${revision.documentId} ${revision.number} ${revision.receivedAt}`;
    const found = cache.get(name, async () => {
      const value = await findHeadings(store, revision, manifest);
      return { value, sizeBytes: 200 + value.length * 400 };
    });
    return inTime(found, patienceMs);
  };
}

/** None when it takes longer; what fails in time fails. */
async function inTime(found: Promise<readonly Bookmark[]>, patienceMs: number): Promise<readonly Bookmark[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Bookmark[]>((resolve) => {
    timer = setTimeout(() => resolve([]), patienceMs);
  });
  // What fails later is asked for again by whoever asks next, and told then.
  found.catch(() => undefined);
  return Promise.race([found, late]).finally(() => clearTimeout(timer));
}

async function findHeadings(
  store: Pick<ObjectStore, 'get'>,
  revision: ReceivedRevision,
  manifest: Manifest,
): Promise<readonly Bookmark[]> {
  const found: Bookmark[] = [];
  for (const { page, state } of manifest.pages) {
    if (state !== 'read' || found.length >= MOST_HEADINGS) continue;
    found.push(...headingsOn(page, parsePageText(await store.get(keys.text(revision, page)))));
  }
  const times = new Map<string, number>();
  for (const { title } of found) times.set(title, (times.get(title) ?? 0) + 1);
  return found.filter(({ title }) => (times.get(title) ?? 0) <= MOST_TIMES).slice(0, MOST_HEADINGS);
}

function headingsOn(page: number, text: PageText): readonly Bookmark[] {
  if (text.kind !== 'read' || !text.blocks.some(({ role }) => role === 'heading')) return [];
  const divided = dividedWords(text);
  const say = (word: Word) => {
    const part = divided.get(word);
    return part ? (part.isFirst ? part.whole : '') : word.text;
  };
  return readBlocks(text).flatMap(({ role, level, paragraphs }) => {
    if (role !== 'heading') return [];
    const words = paragraphs.flatMap(({ lines }) => lines.flat().map(say));
    const title = words
      .filter((word) => word !== '')
      .join(' ')
      .slice(0, LONGEST);
    return /\p{L}{2}/u.test(title) ? [{ title, page, level: level ?? 1 }] : [];
  });
}
