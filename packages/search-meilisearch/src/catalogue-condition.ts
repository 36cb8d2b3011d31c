import type { CatalogueQuestion } from '@diachi/ports';
import { readFilters } from './facets.ts';
import { type Condition, isAtLeast, isAtMost, isOneOf } from './filter.ts';

/**
 * A catalogue's question as a filter on entries, as far as it asks for no words; null where everything is meant, undefined where it asks
 * for words.
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
    case 'document':
      return isOneOf('document', [question.id]);
    default:
      return joined(question.kind, conditionOf(question.left), conditionOf(question.right));
  }
}

function joined(
  kind: 'and' | 'or' | 'not',
  left: Condition | null | undefined,
  right: Condition | null | undefined,
): Condition | null | undefined {
  if (left === undefined || right === undefined) return undefined;
  const nothing = isOneOf('kind', []);
  if (kind === 'or') return left === null || right === null ? null : `(${left}) OR (${right})`;
  if (kind === 'and') return left === null ? right : right === null ? left : `(${left}) AND (${right})`;
  if (right === null) return nothing;
  return left === null ? `NOT (${right})` : `(${left}) AND NOT (${right})`;
}
