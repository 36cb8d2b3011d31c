export {
  GRANULARITIES,
  type Granularity,
  type TextAnnotations,
  textAnnotations,
} from './annotations/text-annotations.ts';
export { activityCollection, activityPage, EMPTY_WINDOW } from './discovery/activities.ts';
export {
  type ActivityWindow,
  parseActivityWindow,
  secondsFrom,
  windowEnds,
  windowsAround,
} from './discovery/activity-window.ts';
export { canonicalImage, isPlainAddress } from './image/canonical-image.ts';
export { IMAGE_CONTEXTS, type ImageInfoOptions, type ImageLevel, imageInfo, imageProfile } from './image/image-info.ts';
export { imageName, type NamedImage, parseImageName } from './image/image-name.ts';
export type { ImageApiVersion, ImageFormat, ImageRequest } from './image/image-request.ts';
export { type ImageLimits, type ImageSize, roomFor } from './image/image-size.ts';
export { type ImageAddressParts, parseImageRequest } from './image/parse-image-request.ts';
export { isUntouched, isWhole, type ResolvedImage, resolveImage } from './image/resolve-image.ts';
export { type StaticTile, staticInfo, staticTiles } from './image/static-tiles.ts';
export { documentCollection, libraryCollection, topCollection } from './presentation/collection.ts';
export { collectionNamed, type IiifAddresses, iiifAddresses } from './presentation/iiif-addresses.ts';
export { canvasAlone, type ManifestSource, manifestTexts } from './presentation/manifest.ts';
export { PRESENTATION_CONTEXT, PRESENTATION_TYPE } from './presentation/resources.ts';
export { termsOne, termsTwo } from './search/autocomplete.ts';
export { hitsOnPage } from './search/hits-on-page.ts';
export { pageHits } from './search/page-hits.ts';
export { searchOne } from './search/search-one.ts';
export { countOf, FIRST_PLACE, type SearchPlace, type SearchResults } from './search/search-results.ts';
export { searchTwo } from './search/search-two.ts';
