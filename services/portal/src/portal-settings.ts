import { parse, type Settings } from '@diachi/process';
import { librarySettings, publicUrlSetting } from '@diachi/web';

/** Settings of the portal where it runs as a process of its own. */
export const portalSettings = {
  accessUrl: {
    env: 'ACCESS_URL',
    doc: 'where the portal reaches the access service: `http://access:8082`',
    parse: parse.origin,
  },
  uploadUrl: {
    env: 'UPLOAD_URL',
    doc: 'where the portal reaches the upload services: `http://upload:8081`',
    parse: parse.origin,
  },
  publicUrl: publicUrlSetting,
  libraryCode: librarySettings.libraryCode,
  canReadHeic: {
    env: 'READS_HEIC',
    doc: 'whether the machines of the intake workers can read HEIC pictures, so that the upload page offers it: `yes` or `no`',
    default: 'no',
    parse: parse.yesOrNo,
  },
} satisfies Settings;
