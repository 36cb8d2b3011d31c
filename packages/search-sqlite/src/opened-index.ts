import { createListedTerms, type ListedTerms } from './listed-terms.ts';
import type { Database } from './open-database.ts';
import { createPageTexts, type PageTexts } from './page-texts.ts';
import { loadShownDocuments, type ShownDocuments } from './shown-documents.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** An open index file with what is known of it in memory: the tools of every call. */
export type OpenedIndex = {
  readonly database: Database;
  readonly documents: ShownDocuments;
  readonly texts: PageTexts;
  readonly vocabulary: Vocabulary;
  readonly terms: ListedTerms;
};

export const createOpenedIndex = (database: Database): OpenedIndex => ({
  database,
  documents: loadShownDocuments(database),
  texts: createPageTexts(database),
  vocabulary: createVocabulary(database),
  terms: createListedTerms(database),
});
