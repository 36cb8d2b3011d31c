export { createUploadService, type UploadService, type UploadServiceTools } from './create-upload-service.ts';
export type { IngestOptions } from './ingest-paths.ts';
export { nameDocument } from './name-document.ts';
export type { PassedOver, TakenFile } from './taken-file.ts';
export { uploadSettings } from './upload-settings.ts';
export type { WorkLine, WorkReport, WorkTotals } from './work-report.ts';
export type { Rebuild } from './work-routes.ts';
