export { canonicalImage, isPlainAddress } from './image/canonical-image.ts';
export { IMAGE_CONTEXTS, IMAGE_PROFILES, type ImageInfoOptions, imageInfo } from './image/image-info.ts';
export { imageName, type NamedImage, parseImageName } from './image/image-name.ts';
export type { ImageApiVersion, ImageFormat, ImageRequest } from './image/image-request.ts';
export { type ImageLimits, type ImageSize, roomFor } from './image/image-size.ts';
export { type ImageAddressParts, parseImageRequest } from './image/parse-image-request.ts';
export { isUntouched, isWhole, type ResolvedImage, resolveImage } from './image/resolve-image.ts';
export { type StaticTile, staticInfo, staticTiles } from './image/static-tiles.ts';
