import { parse, type Settings } from '@diachi/process';
import { librarySettings } from '@diachi/web';
import { uploadSettings } from './upload-settings.ts';

/** Settings of the upload service where it runs as a process of its own. */
export const uploadProcessSettings = {
  ...librarySettings,
  ...uploadSettings,
  reconcileEveryMs: { ...uploadSettings.reconcileEveryMs, default: '30s' },
  publicUrl: {
    env: 'PUBLIC_URL',
    doc: 'the address at which people open the library, for the one-time link that is told in the log as long as no administrator has a password',
    default: 'http://localhost',
    parse: parse.origin,
  },
  readableLanguages: {
    env: 'READABLE_LANGUAGES',
    doc: 'the languages that the machines of the ocr workers can read, as Tesseract names them',
    default: 'vie,eng,fra',
    parse: parse.list(/^[a-z]{3}(?:_[a-z]{3,4})?$/, 'languages such as vie,eng,chi_tra'),
  },
} satisfies Settings;
