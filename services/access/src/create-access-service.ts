import type { Catalogue, ObjectStore, Reading, SearchIndex } from '@diachi/ports';
import type { Route } from '@diachi/web';
import { documentRoutes } from './document-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { imageRoutes } from './image-routes.ts';
import { createReading } from './reading.ts';
import { readingRoutes } from './reading-routes.ts';
import { createRevisionFiles } from './revision-files.ts';
import { searchRoutes } from './search-routes.ts';

export type AccessTools = {
  readonly catalogue: Catalogue;
  readonly store: ObjectStore;
  readonly index: SearchIndex;
  /** Memory for manifests and texts lately read; 32 MB when not given. */
  readonly cacheBytes?: number;
};

export type AccessService = { readonly routes: readonly Route[]; readonly reading: Reading };

const CACHE_BYTES = 32 * 2 ** 20;

/** Records, search, page images and files: what readers, the portal and other systems ask. Shows readers whole published revisions only. */
export function createAccessService({ catalogue, store, index, cacheBytes = CACHE_BYTES }: AccessTools): AccessService {
  const files = createRevisionFiles(store, cacheBytes);
  const reading = createReading({ catalogue, index, files });
  return {
    routes: [
      ...searchRoutes({ reading, catalogue, index }),
      ...documentRoutes({ reading }),
      ...fileRoutes({ reading, store, files }),
      ...imageRoutes({ catalogue, store, files }),
      ...readingRoutes({ reading }),
    ],
    reading,
  };
}
