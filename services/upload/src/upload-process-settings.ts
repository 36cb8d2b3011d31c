import { parse, type Settings } from '@diachi/process';
import { libraryEmailSetting, librarySettings } from '@diachi/web';
import { harvestSettings } from './harvest/harvest-settings.ts';
import { uploadSettings } from './upload-settings.ts';

// Half of what the bucket's rule allows each piece, so that the first of them is still there after as long on the way.
const LONGEST_EXPIRY_MS = 30 * 86_400_000;

/** Settings of the upload service where it runs as a process of its own. */
export const uploadProcessSettings = {
  ...librarySettings,
  ...uploadSettings,
  ...harvestSettings,
  libraryEmail: libraryEmailSetting,
  uploadExpiryMs: {
    ...uploadSettings.uploadExpiryMs,
    doc: `${uploadSettings.uploadExpiryMs.doc}; 30d at most, since the store removes what came 60 days ago`,
    parse: (written: string) => {
      const ms = parse.duration(written);
      if (ms <= LONGEST_EXPIRY_MS) return ms;
      throw new Error('30d at most');
    },
  },
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
