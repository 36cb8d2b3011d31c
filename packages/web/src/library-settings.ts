import { parseLibraryCode } from '@diachi/domain';
import { parse, type Settings } from '@diachi/process';

/** The member library that a new catalogue begins with. */
export const librarySettings = {
  libraryCode: {
    env: 'LIBRARY_CODE',
    doc: 'the code of the member library that documents belong to when nothing is said',
    default: 'tinh',
    parse: (written: string) => {
      try {
        return parseLibraryCode(written);
      } catch (cause) {
        throw new Error('up to 32 small letters without marks, digits or hyphens', { cause });
      }
    },
  },
  libraryName: {
    env: 'LIBRARY_NAME',
    doc: 'its name, used when it is made at the first start',
    default: 'Thư viện tỉnh',
    parse: parse.text,
  },
} satisfies Settings;
