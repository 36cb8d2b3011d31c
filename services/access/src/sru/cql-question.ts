import type { CatalogueQuestion } from '@diachi/ports';
import { type CqlClause, type CqlNode, Refusal, readTerm } from '@diachi/sru';
import { asNumbered } from './as-numbered.ts';
import { type SruIndex, sruIndex } from './sru-indexes.ts';
import { valueQuestion } from './value-question.ts';

type WordIndex = Extract<SruIndex, { kind: 'words' }>;

/** Relations of words, and how the index is asked by them. */
const wordRelations = { all: 'all', any: 'any', adj: 'side-by-side' } as const;

/** What our search does anyway; whatever else would change the answer. */
const HARMLESS = new Set(['relevant', 'word', 'ignorecase', 'ignoreaccents', 'masked']);

/** A query in CQL as the index is asked. What cannot be answered exactly is refused, by its diagnostic. */
export function cqlQuestion(node: CqlNode): CatalogueQuestion {
  if (node.kind === 'clause') return clauseQuestion(node);
  if (node.kind === 'prox') throw new Refusal(39, 'prox');
  const [modifier] = node.modifiers;
  if (modifier) throw new Refusal(46, modifier.name);
  return { kind: node.kind, left: cqlQuestion(node.left), right: cqlQuestion(node.right) };
}

function clauseQuestion({ index: asked, relation, term }: CqlClause): CatalogueQuestion {
  const index = sruIndex(asked);
  const modifier = relation.modifiers.find(({ name }) => !HARMLESS.has(name.replace(/^cql\./, '')));
  if (modifier) throw new Refusal(20, modifier.name);
  const name = relation.name.replace(/^cql\./, '');
  if (index.kind === 'everything') return { kind: 'everything' };
  if (index.kind !== 'words') return valueQuestion(index, name === 'scr' ? '=' : name, term);

  if (name === '<>') return { kind: 'not', left: { kind: 'everything' }, right: entryQuestion(index, name, term) };
  if (name === '==' || name === 'exact') return entryQuestion(index, name, term);
  // Words of what is sought anywhere are wanted all; of a title or a name, side by side.
  const usual = index.field === 'anything' || index.field === 'text' ? 'all' : 'side-by-side';
  const wanted = name === '=' || name === 'scr' ? usual : wordRelations[name as keyof typeof wordRelations];
  if (wanted === undefined) {
    throw new Refusal(['<', '>', '<=', '>=', 'within'].includes(name) ? 22 : 19, relation.name);
  }
  const { text, isBegun } = readTerm(term);
  const sought = index.field === 'number' ? asNumbered(text) : text;
  return { kind: 'words', field: index.field, text: sought, relation: wanted, isBegun };
}

/** A whole entry as it stands in the list of that index, which has none like it but with other capitals. */
function entryQuestion({ field, list }: WordIndex, relation: string, term: string): CatalogueQuestion {
  const { text, isBegun } = readTerm(term);
  // What is sought anywhere is an entry of no one list.
  if (field === 'anything' || list === undefined || list === 'year' || isBegun) throw new Refusal(22, relation);
  return { kind: 'entry', list, term: text };
}
