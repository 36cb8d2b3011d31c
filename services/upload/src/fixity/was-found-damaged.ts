import type { DocumentId } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';

/** More has not happened to a document between two rounds. */
const ENTRIES = 100;

/** Whether files of a document were damaged or gone when they were last compared with their checksums. */
export async function wasFoundDamaged({ audit }: Pick<Catalogue, 'audit'>, documentId: DocumentId): Promise<boolean> {
  const entries = await audit.entries({ documentId, limit: ENTRIES });
  const last = entries.find(({ what }) => what === 'fixity.checked');
  return last !== undefined && last.details['problems'] !== 0;
}
