import { arrangePage, type PageToArrange } from '../arrange/arrange-page.ts';
import type { PageText, Word } from '../page-text.ts';

const reading = {
  version: 1,
  image: { widthPx: 2_000, heightPx: 3_000, type: 'image/png', dpi: 300 },
  engine: { name: 'none', version: '', model: '', settings: {} },
  treatments: [],
  look: null,
} as const;

/** A page that was read and put in order. */
export function arranged(
  words: readonly Word[],
  about: Partial<PageToArrange> = {},
): PageText & { readonly kind: 'read' } {
  const page = arrangePage(words, { width: 2_000, height: 3_000, ...about });
  return { ...reading, kind: 'read', ...page, furtherEngines: [], expectedError: null, damage: null };
}
