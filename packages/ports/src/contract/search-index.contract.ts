import type { SearchIndex } from '../search-index.ts';
import { catalogueQuestionsContract } from './catalogue-questions.contract.ts';
import { sampleIndexes } from './sample-indexes.ts';
import { searchFiltersContract } from './search-filters.contract.ts';
import { searchPutContract } from './search-put.contract.ts';
import { searchRecordsContract } from './search-records.contract.ts';
import { searchResultsContract } from './search-results.contract.ts';
import { searchTypingContract } from './search-typing.contract.ts';
import { searchWordsContract } from './search-words.contract.ts';

/** What every SearchIndex promises. Each adapter's test file calls this once, with a way to open an empty index. */
export function searchIndexContract(open: () => Promise<SearchIndex>): void {
  const indexes = sampleIndexes(open);
  searchPutContract(indexes);
  searchWordsContract(indexes);
  searchResultsContract(indexes);
  searchFiltersContract(indexes);
  searchRecordsContract(indexes);
  searchTypingContract(indexes);
  catalogueQuestionsContract(indexes);
}
