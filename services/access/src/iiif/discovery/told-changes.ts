import type { DocumentId } from '@diachi/domain';
import type { Changes, DocumentChange } from '@diachi/ports';

/** Changes as everybody may be told them: where the document that took the place of another is not for everybody, only that the other one is gone. */
export async function toldChanges(
  catalogue: Pick<Changes, 'changeOf'>,
  changes: readonly DocumentChange[],
): Promise<readonly DocumentChange[]> {
  const heirs = new Map<DocumentId, boolean>();
  for (const { mergedInto } of changes) {
    if (mergedInto === null || heirs.has(mergedInto)) continue;
    heirs.set(mergedInto, (await catalogue.changeOf(mergedInto))?.isGone === false);
  }
  return changes.map((change) =>
    change.mergedInto === null || heirs.get(change.mergedInto) ? change : { ...change, mergedInto: null },
  );
}
