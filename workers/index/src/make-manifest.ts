import {
  type Document,
  Failure,
  isWorthPyramid,
  keys,
  type Manifest,
  type ManifestFile,
  type ManifestPage,
  type PageIndex,
  type PageLabel,
  parsePageList,
  type Revision,
  THUMBNAIL_WIDTHS_PX,
} from '@diachi/domain';
import type { PagesWork } from '@diachi/jobs';
import { pageOutcome, parsePageText } from '@diachi/page-text';
import type { ObjectStore } from '@diachi/ports';
import { describeFile } from './describe-file.ts';

/** Files that should be there and are not. */
type Missing = string[];

/** Lists everything a revision consists of, reading each file through. Fails with `revision.incomplete` when something is not there. */
export async function makeManifest(
  store: ObjectStore,
  { revision, pageCount }: PagesWork,
  document: Pick<Document, 'record' | 'originals'>,
  signal?: AbortSignal,
): Promise<Manifest> {
  const labels = await readLabels(store, revision, pageCount);
  const missing: Missing = [];
  const pages: ManifestPage[] = [];
  for (const [page, label] of labels.entries()) {
    signal?.throwIfAborted();
    const described = await describePage(store, revision, { page, label }, missing);
    if (described) pages.push(described);
  }
  const pdf = await describeFile(store, keys.pdf(revision));
  if (!pdf) missing.push(keys.pdf(revision));
  if (!pdf || missing.length > 0) throw incomplete(revision, missing);
  return {
    version: 1,
    documentId: revision.documentId,
    revision: revision.number,
    record: document.record,
    originals: document.originals,
    pages,
    pdf,
    publishedAt: new Date().toISOString(),
  };
}

async function readLabels(store: ObjectStore, revision: Revision, pageCount: number): Promise<readonly PageLabel[]> {
  const key = keys.pageList(revision);
  if (!(await store.has(key))) throw incomplete(revision, [key]);
  const { pages } = parsePageList(await store.get(key));
  if (pages.length === pageCount) return pages.map(({ label }) => label);
  throw new Failure(
    'conflict',
    'pages.miscounted',
    `Document ${revision.documentId} has ${pages.length} pages and the work is for ${pageCount}; read it again.`,
    { details: { found: pages.length, told: pageCount } },
  );
}

async function describePage(
  store: ObjectStore,
  revision: Revision,
  { page, label }: { readonly page: PageIndex; readonly label: PageLabel },
  missing: Missing,
): Promise<ManifestPage | null> {
  const textKey = keys.text(revision, page);
  if (!(await store.has(textKey))) {
    missing.push(textKey);
    return null;
  }
  const text = parsePageText(await store.get(textKey));
  const wanted = [textKey, ...(text.image ? pictureKeys(revision, page) : [])];
  // A copy of the page image that makes parts of it cheap to show: without it, as before there were any, the page is whole.
  const optional = text.image && isWorthPyramid(text.image) ? [keys.pyramid(revision, page)] : [];
  const described = await Promise.all([...wanted, ...optional].map((key) => describeFile(store, key)));
  missing.push(...wanted.filter((_, place) => described[place] === null));
  const files = described.filter((file): file is ManifestFile => file !== null);
  return { page, label, ...pageOutcome(text), image: text.image, files };
}

/** A page of which nothing could be drawn has no pictures, and is whole without them. */
const pictureKeys = (revision: Revision, page: PageIndex) => [
  keys.image(revision, page),
  ...THUMBNAIL_WIDTHS_PX.map((widthPx) => keys.thumbnail(revision, page, widthPx)),
];

function incomplete({ documentId, number }: Revision, missing: readonly string[]): Failure {
  const [first = ''] = missing;
  const others = missing.length > 1 ? ` and ${missing.length - 1} more` : '';
  return new Failure(
    'missing',
    'revision.incomplete',
    `Revision ${number} of document ${documentId} lacks ${first}${others}; try the document again.`,
    { details: { file: first, count: missing.length } },
  );
}
