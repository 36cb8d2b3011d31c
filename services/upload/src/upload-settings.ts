import { parse, type Settings } from '@diachi/process';

/** Settings of whoever takes scans in. */
export const uploadSettings = {
  maxFileBytes: {
    env: 'MAX_FILE_SIZE',
    doc: 'the largest file that is taken in',
    default: '4GB',
    parse: parse.size,
  },
  uploadExpiryMs: {
    env: 'UPLOAD_EXPIRY',
    doc: 'how long an upload that was broken off can be gone on with',
    default: '7d',
    parse: parse.duration,
  },
  reconcileEveryMs: {
    env: 'RECONCILE_EVERY',
    doc: 'how often the catalogue is compared with the work in hand, and what is missing planned again',
    default: '10min',
    parse: parse.duration,
  },
  inspectEveryMs: {
    env: 'INSPECT_EVERY',
    doc: 'how often catalogue, store and search index are compared as a whole, and what may be repaired is',
    default: '1d',
    parse: parse.duration,
  },
} satisfies Settings;
