import type { Document } from '@diachi/domain';

/** A stretch of a listing, newest first. `after` is the `next` of the stretch before; anything else fails with `stretch.bad-after` (invalid). */
export type Stretch = { readonly after?: string; readonly limit: number };

export type DocumentList = { readonly documents: readonly Document[]; readonly next: string | null };
