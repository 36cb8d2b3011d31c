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
  verifyEveryDays: {
    env: 'VERIFY_EVERY_DAYS',
    doc: 'how many days after one round of reading every file and comparing it with its checksum the next begins; 0 for never',
    default: '90',
    parse: parse.wholeNumber(0, 3_650),
  },
  verifyMbPerSecond: {
    env: 'VERIFY_MB_PER_SECOND',
    doc: 'how many megabytes a second are read for that, so that nobody else waits; 0 for as fast as it goes',
    default: '10',
    parse: parse.wholeNumber(0, 10_000),
  },
} satisfies Settings;
