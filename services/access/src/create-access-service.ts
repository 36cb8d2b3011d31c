import { keys } from '@diachi/domain';
import type { Catalogue, ObjectStore, Reading, SearchIndex } from '@diachi/ports';
import type { Route, WebLog } from '@diachi/web';
import { apiDocumentRoute } from './api/api-document-route.ts';
import { documentRoutes } from './document-routes.ts';
import { feedRoute } from './feeds/feed-route.ts';
import { sitemapRoutes } from './feeds/sitemap-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { bookRoute } from './formats/book-route.ts';
import { pageTextRoutes } from './formats/page-text-routes.ts';
import { iiifRoutes } from './iiif/iiif-routes.ts';
import { createDrawingQueue } from './iiif/image/drawing-queue.ts';
import { imageApiRoutes } from './iiif/image/image-api-routes.ts';
import { createPictures, type PictureOptions } from './iiif/image/pictures.ts';
import { imageRoutes } from './image-routes.ts';
import { oaiRoutes } from './oai-pmh/oai-routes.ts';
import { OAI_DEFAULTS, type OaiConfig } from './oai-pmh/oai-settings.ts';
import { RECORD_BUILDERS } from './oai-pmh/record-builders.ts';
import { repositoryIdOf } from './oai-pmh/repository-id.ts';
import { bagRoutes } from './preservation/bag-routes.ts';
import { metsBuilder } from './preservation/mets-builder.ts';
import { metsRoute } from './preservation/mets-route.ts';
import { createReading } from './reading.ts';
import { readingRoutes } from './reading-routes.ts';
import { recordRoutes } from './records/record-routes.ts';
import { createRevisionFiles } from './revision-files.ts';
import { searchRoutes } from './search-routes.ts';
import { createSeeDocument } from './seen-document.ts';
import { sruRoutes } from './sru/sru-routes.ts';

export type AccessTools = {
  readonly catalogue: Catalogue;
  readonly store: ObjectStore;
  readonly index: SearchIndex;
  /** Where the library is for everybody outside; as each request says when not given. */
  readonly publicUrl?: URL | null;
  /** How other repositories know this one; as settings that are not set when not given. */
  readonly repository?: OaiConfig;
  readonly clock?: () => Date;
  /** Milliseconds of a clock that only goes on, by which counts age. */
  readonly nowMs?: () => number;
  /** Memory for manifests and texts lately read; 32 MB when not given. */
  readonly cacheBytes?: number;
  /** How parts of page images are drawn; when not given one at a time, and none is kept. */
  readonly pictures?: PictureOptions;
  /** Told of what those who keep the library have to see to. */
  readonly log?: Pick<WebLog, 'error'>;
};

export type AccessService = { readonly routes: readonly Route[]; readonly reading: Reading };

const CACHE_BYTES = 32 * 2 ** 20;
const PICTURES: PictureOptions = {
  cacheFolder: null,
  cacheBytes: 0,
  atOnce: 1,
  maxPixels: 40_000_000,
  isStoreLocal: true,
};

const SILENT = { error: () => undefined };

/** For each that is drawn at once, so many may wait: some seconds for whole pages, a moment for tiles. */
const WAITING_FOR_EACH = 128;
/** As many as a viewer asks for when it opens a page. */
const WAITING_OF_EACH_CLIENT = 32;

/** Records, search, page images and files: what readers, the portal and other systems ask. Shows readers whole published revisions only. */
export function createAccessService(tools: AccessTools): AccessService {
  const { catalogue, store, index, publicUrl, clock = () => new Date(), nowMs = () => performance.now() } = tools;
  const { cacheBytes = CACHE_BYTES, pictures: options = PICTURES, repository = OAI_DEFAULTS, log = SILENT } = tools;
  const files = createRevisionFiles(store, cacheBytes);
  const see = createSeeDocument({ catalogue, clock });
  const { atOnce } = options;
  const drawing = createDrawingQueue({
    atOnce,
    mostWaiting: atOnce * WAITING_FOR_EACH,
    mostOfEach: WAITING_OF_EACH_CLIENT,
  });
  const reading = createReading({ catalogue, index, store, files, see, clock, nowMs });
  return {
    routes: [
      ...searchRoutes({ reading, see, catalogue, index }),
      ...documentRoutes({ reading, see, clock }),
      ...fileRoutes({ see, store, files }),
      ...pageTextRoutes({ reading, see, files }),
      bookRoute({ catalogue, see, store, files, drawing, ...(publicUrl && { publicUrl }) }),
      ...sitemapRoutes({ catalogue, clock, ...(publicUrl && { publicUrl }) }),
      feedRoute({ reading, clock, libraryCode: repository.libraryCode, ...(publicUrl && { publicUrl }) }),
      ...imageRoutes({ see, store, files }),
      ...imageApiRoutes({
        see,
        store,
        files,
        pictures: createPictures(store, drawing, options),
        maxPixels: options.maxPixels,
        publicUrl: publicUrl ?? null,
      }),
      ...iiifRoutes({ reading, catalogue, index, see, store, files, publicUrl: publicUrl ?? null }),
      ...recordRoutes({ see, catalogue, ...(publicUrl && { publicUrl }) }),
      ...bagRoutes({ see, store, files, catalogue, audit: catalogue.audit, clock, ...(publicUrl && { publicUrl }) }),
      metsRoute({ see, files, catalogue, ...(publicUrl && { publicUrl }) }),
      ...oaiRoutes({
        catalogue,
        clock,
        builders: [...RECORD_BUILDERS, metsBuilder(files, catalogue.audit)],
        libraryCode: repository.libraryCode,
        repositoryId: repositoryIdOf({ ...repository, publicUrl }),
        email: repository.libraryEmail,
        friends: repository.harvestFriends,
        isStoreThere: () => store.has(keys.libraries()),
        log,
        ...(publicUrl && { publicUrl }),
      }),
      ...sruRoutes({ catalogue, index, clock, ...(publicUrl && { publicUrl }) }),
      apiDocumentRoute(publicUrl ?? null),
      ...readingRoutes({ reading }),
    ],
    reading,
  };
}
