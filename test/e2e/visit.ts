import type { Browser } from 'playwright-core';
import type { OpenedLibrary } from './opened-library.ts';

/** What every end-to-end test is given: an open library and a browser before it. */
export type Visit<Library extends OpenedLibrary = OpenedLibrary> = {
  readonly library: Library;
  readonly browser: Browser;
};

export const NO_SEARCH_HERE = 'NOT TESTED: searching in a cluster, as there is no Meilisearch on this machine.';
