import { type Document, type DocumentId, EVERYONE, isFailure, type LibraryCode } from '@diachi/domain';
import { splitSeries } from '@diachi/record-formats';
import type { IiifTools } from '../iiif-tools.ts';

/** Documents looked at for one answer: each is read from the catalogue. */
const STRETCH = 100;

/**
 * Documents of a series that everybody may know of, the oldest first, and where to go on; null when these were the last. The search knows which records have its
 * words side by side; those that have them in a longer name are not of it.
 */
export async function documentsOfSeries(
  { index, reading }: Pick<IiifTools, 'index' | 'reading'>,
  { library, name }: { readonly library: LibraryCode; readonly name: string },
  offset: number,
): Promise<{ readonly documents: readonly Document[]; readonly next: number | null }> {
  const words = { kind: 'words', field: 'series', text: name, relation: 'side-by-side', isBegun: false } as const;
  const ofLibrary = { kind: 'values', filter: { libraries: [library] } } as const;
  const question = { kind: 'and', left: words, right: ofLibrary } as const;
  const { total, ids } = await index.find(question, { order: 'oldest', offset, limit: STRETCH });
  const documents: Document[] = [];
  for (const id of ids) {
    const document = await documentIfShown(reading, id);
    if (document && isSame(splitSeries(document.record.series).title, name)) documents.push(document);
  }
  const end = offset + ids.length;
  return { documents, next: ids.length > 0 && end < total ? end : null };
}

// The index is only a copy: what is gone or closed since is left out.
async function documentIfShown(reading: IiifTools['reading'], id: DocumentId): Promise<Document | null> {
  try {
    return await reading.documentAlone(id, EVERYONE);
  } catch (thrown) {
    if (isFailure(thrown) && thrown.kind === 'missing') return null;
    throw thrown;
  }
}

const isSame = (one: string, other: string) => one.localeCompare(other, 'vi', { sensitivity: 'accent' }) === 0;
