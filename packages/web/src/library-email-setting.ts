import type { Setting } from '@diachi/process';

// Source: OAI-PMH.xsd, `emailType`.
const EMAIL = /^[^\s@]+@(?:[^\s@.]+\.)+[^\s@.]+$/;

/** Where other repositories can write to: a setting of each process that they ask, or that asks them. Null when not set. */
export const libraryEmailSetting = {
  env: 'LIBRARY_EMAIL',
  doc: 'where those who harvest the library’s records, are harvested by it or build on its addresses can write to; it is told to everybody',
  default: '',
  parse: (written: string) => {
    if (written === '' || EMAIL.test(written)) return written === '' ? null : written;
    throw new Error('an e-mail address such as thu-vien@example.vn');
  },
} satisfies Setting<string | null>;
