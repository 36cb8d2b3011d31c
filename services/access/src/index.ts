export { accessSettings } from './access-settings.ts';
export { type AccessService, type AccessTools, createAccessService } from './create-access-service.ts';
export { pictureSettings } from './iiif/image/picture-settings.ts';
export type { PictureOptions } from './iiif/image/pictures.ts';
export { oaiSettings } from './oai-pmh/oai-settings.ts';
