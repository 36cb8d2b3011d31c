import { parse, type Setting } from '@diachi/process';

/** Where the library is for everybody outside: a setting of each process that tells addresses to others. Null when not set. */
export const publicUrlSetting = {
  env: 'PUBLIC_URL',
  doc: 'the address at which people and other programs open the library, which every address that is told to others begins with; when not set, as each request says',
  default: '',
  parse: (written: string) => (written === '' ? null : parse.origin(written)),
} satisfies Setting<URL | null>;
