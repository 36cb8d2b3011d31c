import type { Document } from '@diachi/domain';
import type { DocumentList, Stretch } from '@diachi/ports';

const STRETCH = 200;

/** A listing of any length, a stretch at a time. */
export async function* everyStretch(
  list: (stretch: Stretch) => Promise<DocumentList>,
): AsyncGenerator<readonly Document[]> {
  let after: string | null = null;
  do {
    const { documents, next }: DocumentList = await list(
      after === null ? { limit: STRETCH } : { after, limit: STRETCH },
    );
    yield documents;
    after = next;
  } while (after !== null);
}
