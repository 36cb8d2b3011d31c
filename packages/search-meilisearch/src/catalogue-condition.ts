import type { CatalogueQuestion } from '@diachi/ports';
import { readFilters } from './facets.ts';
import { type Condition, hasKey, isAtLeast, isAtMost, isOneOf } from './filter.ts';
import { listAttribute } from './list-terms.ts';
import { termKey } from './record-fields.ts';

/**
 * A catalogue's question as a filter on entries of documents, as far as it asks for no words; null where everything is meant, undefined
 * where it asks for words.
 */
export function conditionOf(question: CatalogueQuestion): Condition | null | undefined {
  switch (question.kind) {
    case 'everything':
      return null;
    case 'words':
      return undefined;
    case 'values': {
      const conditions = [...readFilters(question.filter).values()];
      return conditions.length === 0 ? null : conditions.join(' AND ');
    }
    case 'years': {
      const { from, to } = question;
      // Every document with a year has both.
      const conditions = [
        isAtLeast('newest', from ?? Number.MIN_SAFE_INTEGER),
        isAtMost('oldest', to ?? Number.MAX_SAFE_INTEGER),
      ];
      return conditions.join(' AND ');
    }
    case 'entry': {
      const key = termKey(question.term);
      return key === '' ? NOTHING : hasKey(listAttribute(question.list), key);
    }
    case 'document':
      return isOneOf('document', [question.id]);
    default:
      return joined(question.kind, conditionOf(question.left), conditionOf(question.right));
  }
}

/** Whether entries of pages can be asked by that filter too: they are in no list. */
export function isOfEveryEntry(question: CatalogueQuestion): boolean {
  if (question.kind === 'and' || question.kind === 'or' || question.kind === 'not') {
    return isOfEveryEntry(question.left) && isOfEveryEntry(question.right);
  }
  return question.kind !== 'entry';
}

const NOTHING = isOneOf('kind', []);

function joined(
  kind: 'and' | 'or' | 'not',
  left: Condition | null | undefined,
  right: Condition | null | undefined,
): Condition | null | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (kind === 'or') return left === null || right === null ? null : `(${left}) OR (${right})`;
  if (kind === 'and') return left === null ? right : right === null ? left : `(${left}) AND (${right})`;
  if (right === null) return NOTHING;
  return left === null ? `NOT (${right})` : `(${left}) AND NOT (${right})`;
}
