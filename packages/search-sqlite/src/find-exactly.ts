import type { DocumentId } from '@diachi/domain';
import type { CatalogueAnswer, CatalogueOrder, CatalogueQuestion, CatalogueStretch } from '@diachi/ports';
import { filterAndCount } from './count-facets.ts';
import { matchEverything } from './match-documents.ts';
import { prepareMatchingRows } from './matching-rows.ts';
import type { OpenedIndex } from './opened-index.ts';
import { PAGES_PER_DOCUMENT } from './schema.ts';
import type { ShownDocument } from './shown-documents.ts';
import { fieldExpression, wordsExpression } from './words-expression.ts';

type Numbers = ReadonlySet<number>;
type Words = Extract<CatalogueQuestion, { kind: 'words' }>;

const MOST_AT_ONCE = 100;

/** Answers questions of catalogues: each part is a set of documents, and sets are put together. */
export function prepareFindExactly({ database, documents, terms }: OpenedIndex) {
  const pages = prepareMatchingRows(database, 'folded');
  const records = prepareMatchingRows(database, 'records');
  const numberOf = database.prepare(`SELECT number FROM documents WHERE id = ? AND state = 'shown'`);
  const idOf = database.prepare('SELECT id FROM documents WHERE number = ?');

  const numbersWhere = (passes: (document: ShownDocument) => boolean): Numbers => {
    const found = new Set<number>();
    for (const document of documents.all()) if (passes(document)) found.add(document.number);
    return found;
  };
  const withWords = (question: Words): Numbers => {
    const expression = wordsExpression(question);
    const { field } = question;
    const found = new Set<number>();
    if (field === 'anything' || field === 'text') {
      for (const row of pages(expression)) found.add(Math.floor(row / PAGES_PER_DOCUMENT));
    }
    if (field !== 'text') for (const number of records(fieldExpression(field, expression))) found.add(number);
    return found;
  };
  const withValues = (filter: Extract<CatalogueQuestion, { kind: 'values' }>['filter']): Numbers =>
    new Set(filterAndCount(matchEverything(documents), filter).matches.map(({ document }) => document.number));
  const withId = (id: DocumentId): Numbers => {
    const number = numberOf.get(id)?.[0];
    return new Set(number === undefined ? [] : [Number(number)]);
  };

  const answer = (question: CatalogueQuestion): Numbers => {
    switch (question.kind) {
      case 'everything':
        return numbersWhere(() => true);
      case 'words':
        return withWords(question);
      case 'values':
        return withValues(question.filter);
      case 'years':
        return numbersWhere((document) => fallsIn(document, question.from, question.to));
      case 'entry':
        return terms.having(question.list, question.term);
      case 'document':
        return withId(question.id);
      case 'and':
        return answer(question.left).intersection(answer(question.right));
      case 'or':
        return answer(question.left).union(answer(question.right));
      case 'not':
        return answer(question.left).difference(answer(question.right));
    }
  };

  return (question: CatalogueQuestion, { order = 'received', offset, limit }: CatalogueStretch): CatalogueAnswer => {
    // Pages of documents that are no longer shown may still be in the file.
    const found = [...answer(question)].flatMap((number) => {
      const document = documents.get(number);
      // What other repositories have they tell themselves.
      return document && document.source === null ? [document] : [];
    });
    const from = Math.max(0, Math.floor(offset));
    const shown = found
      .sort(comparing(order))
      .slice(from, from + Math.min(Math.max(0, Math.floor(limit)), MOST_AT_ONCE));
    return { total: found.length, ids: shown.map(({ number }) => String(idOf.get(number)?.[0]) as DocumentId) };
  };
}

const firstYear = ({ fromYear, toYear }: ShownDocument) => fromYear ?? toYear;
const lastYear = ({ fromYear, toYear }: ShownDocument) => toYear ?? fromYear;

function fallsIn(document: ShownDocument, from: number | null, to: number | null): boolean {
  const [first, last] = [firstYear(document), lastYear(document)];
  if (first === null || last === null) return false;
  return (to === null || first <= to) && (from === null || last >= from);
}

function comparing(order: CatalogueOrder): (one: ShownDocument, other: ShownDocument) => number {
  const key = (document: ShownDocument): number => {
    if (order === 'newest') return lastYear(document) ?? Number.NEGATIVE_INFINITY;
    return order === 'oldest' ? -(firstYear(document) ?? Number.POSITIVE_INFINITY) : 0;
  };
  return (one, other) => {
    const [ours, theirs] = [key(one), key(other)];
    // A difference of two infinities is no number.
    if (ours !== theirs) return ours > theirs ? -1 : 1;
    return other.receivedAtMs - one.receivedAtMs || one.number - other.number;
  };
}
