export { accessSettings } from './access-settings.ts';
export { type AccessService, type AccessTools, createAccessService } from './create-access-service.ts';
export { oaiSettings } from './oai-pmh/oai-settings.ts';
