import { parse, type Settings } from '@diachi/process';
import { librarySettings, publicUrlSetting } from '@diachi/web';
import { pictureSettings } from './iiif/image/picture-settings.ts';
import { oaiSettings } from './oai-pmh/oai-settings.ts';

/** Settings of the access service where it runs as a process of its own. */
export const accessSettings = {
  publicUrl: publicUrlSetting,
  ...oaiSettings,
  libraryCode: librarySettings.libraryCode,
  ...pictureSettings,
  pictureCacheFolder: {
    env: 'IIIF_CACHE_FOLDER',
    doc: 'a folder of this process alone for drawn parts of page images, found again after a restart; one that goes with the process when not set',
    default: '',
    parse: parse.text,
  },
  storePublicEndpoint: {
    env: 'S3_PUBLIC_ENDPOINT',
    doc: 'the address by which readers’ browsers reach the object store, to fetch large files from it by themselves; when not set, files come through this service',
    default: '',
    parse: (written: string) => (written === '' ? null : parse.origin(written)),
  },
} satisfies Settings;
