import type { Catalogue, ObjectStore, Reading, SearchIndex } from '@diachi/ports';
import type { Route } from '@diachi/web';
import { documentRoutes } from './document-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { bookRoute } from './formats/book-route.ts';
import { pageTextRoutes } from './formats/page-text-routes.ts';
import { imageRoutes } from './image-routes.ts';
import { createReading } from './reading.ts';
import { readingRoutes } from './reading-routes.ts';
import { recordRoutes } from './records/record-routes.ts';
import { createRevisionFiles } from './revision-files.ts';
import { searchRoutes } from './search-routes.ts';
import { createSeeDocument } from './seen-document.ts';

export type AccessTools = {
  readonly catalogue: Catalogue;
  readonly store: ObjectStore;
  readonly index: SearchIndex;
  /** Where the library is for everybody outside; as each request says when not given. */
  readonly publicUrl?: URL | null;
  readonly clock?: () => Date;
  /** Memory for manifests and texts lately read; 32 MB when not given. */
  readonly cacheBytes?: number;
};

export type AccessService = { readonly routes: readonly Route[]; readonly reading: Reading };

const CACHE_BYTES = 32 * 2 ** 20;

/** Records, search, page images and files: what readers, the portal and other systems ask. Shows readers whole published revisions only. */
export function createAccessService(tools: AccessTools): AccessService {
  const { catalogue, store, index, publicUrl, cacheBytes = CACHE_BYTES, clock = () => new Date() } = tools;
  const files = createRevisionFiles(store, cacheBytes);
  const see = createSeeDocument({ catalogue, clock });
  const reading = createReading({ catalogue, index, files, see, clock });
  return {
    routes: [
      ...searchRoutes({ reading, see, catalogue, index }),
      ...documentRoutes({ reading, see }),
      ...fileRoutes({ see, store, files }),
      ...pageTextRoutes({ reading, see, files }),
      bookRoute({ catalogue, see, store, files, ...(publicUrl && { publicUrl }) }),
      ...imageRoutes({ see, store, files }),
      ...recordRoutes({ see, catalogue, ...(publicUrl && { publicUrl }) }),
      ...readingRoutes({ reading }),
    ],
    reading,
  };
}
