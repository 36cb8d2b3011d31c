import { keys } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';

/** A part of an upload as it lies in the store. */
type UploadPiece = { readonly key: string; readonly offset: number; readonly sizeBytes: number };

/** A part of a piece that is used: the rest of it, from `skip` on, follows what came before. */
export type UsedPiece = UploadPiece & { readonly skip: number };

const pieceForm = /\/(\d{14})-(\d{8})$/;

/** Null for what is no piece. */
function parsePiece(key: string): UploadPiece | null {
  const [, offset, sizeBytes] = pieceForm.exec(key) ?? [];
  return offset && sizeBytes ? { key, offset: Number(offset), sizeBytes: Number(sizeBytes) } : null;
}

/**
 * The pieces of an upload that follow each other from its first byte. Two senders at once, or one that was sent away and came back, leave
 * pieces that overlap: of those the one that reaches furthest is used. What lies behind a gap is not used.
 */
export async function findPieces(store: Pick<ObjectStore, 'list'>, upload: string): Promise<readonly UsedPiece[]> {
  const used: UsedPiece[] = [];
  let reached = 0;
  let furthest: UploadPiece | null = null;
  const take = () => {
    if (!furthest || endOf(furthest) <= reached) return;
    used.push({ ...furthest, skip: reached - furthest.offset });
    reached = endOf(furthest);
  };
  // In the order of their first bytes.
  for await (const key of store.list(keys.upload(upload))) {
    const piece = parsePiece(key);
    if (!piece) continue;
    if (piece.offset > reached) take();
    if (piece.offset > reached) return used;
    if (!furthest || endOf(piece) > endOf(furthest)) furthest = piece;
  }
  take();
  return used;
}

const endOf = ({ offset, sizeBytes }: UploadPiece) => offset + sizeBytes;

/** How many bytes follow each other from the first one. */
export const reachOf = (pieces: readonly UsedPiece[]): number => {
  const last = pieces.at(-1);
  return last ? endOf(last) : 0;
};
