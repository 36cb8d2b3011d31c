import { type Document, type DocumentId, isFailure } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';

/** Null when nobody knows it, or knows it any more. */
export async function documentIfThere(
  catalogue: Pick<Catalogue, 'document'>,
  id: DocumentId,
): Promise<Document | null> {
  try {
    return await catalogue.document(id);
  } catch (thrown) {
    if (isFailure(thrown) && thrown.code === 'document.missing') return null;
    throw thrown;
  }
}
