import { Failure } from '@diachi/domain';
import type { SearchIndex } from '@diachi/ports';
import { failing, type When } from './failing.ts';
import { always } from './when.ts';

/** A search index that cannot answer. */
export const indexAway = (index: SearchIndex, when: When = always): SearchIndex =>
  failing(index, (call) =>
    when(call) ? new Failure('unavailable', 'search.unavailable', 'The search index cannot answer.') : null,
  );
