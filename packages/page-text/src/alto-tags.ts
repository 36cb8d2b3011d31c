import { attributes } from './alto-attributes.ts';
import type { Block, PageText } from './page-text.ts';

/** What is said of a line that begins a paragraph. */
export const PARAGRAPH_TAG = 'paragraph-start';

/** The tag of a block's role; running text has none. */
export const roleTag = ({ role, level }: Pick<Block, 'role' | 'level'>): string | undefined => {
  if (role === 'text') return undefined;
  return role === 'heading' ? `heading-${level ?? 1}` : `role-${role}`;
};

/** The tags a page's blocks and lines refer to: what they are in the text is structure, what they are on the page is layout. */
export function altoTags(text: PageText): readonly string[] {
  if (text.kind !== 'read' || text.blocks.length === 0) return [];
  const tags = new Map<string, string>();
  for (const block of text.blocks) {
    const id = roleTag(block);
    if (id && block.role === 'heading') tags.set(id, structureTag(id, 'heading', String(block.level ?? 1)));
    else if (id) tags.set(id, `<LayoutTag${attributes({ ID: id, TYPE: 'role', LABEL: block.role })}/>`);
    if (block.paragraphs.length > 0) tags.set(PARAGRAPH_TAG, structureTag(PARAGRAPH_TAG, 'line', PARAGRAPH_TAG));
  }
  return tags.size === 0 ? [] : ['<Tags>', ...tags.values(), '</Tags>'];
}

const structureTag = (id: string, type: string, label: string) =>
  `<StructureTag${attributes({ ID: id, TYPE: type, LABEL: label })}/>`;
