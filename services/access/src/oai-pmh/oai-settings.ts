import type { LibraryCode } from '@diachi/domain';
import type { Config, Settings } from '@diachi/process';
import { libraryEmailSetting, librarySettings } from '@diachi/web';

const REPOSITORY = /^[a-zA-Z][a-zA-Z0-9-]*(?:\.[a-zA-Z][a-zA-Z0-9-]*)*$/;

/** Settings by which other repositories know this one. */
export const oaiSettings = {
  libraryEmail: libraryEmailSetting,
  repositoryId: {
    env: 'REPOSITORY_ID',
    doc: 'the name in the identifiers by which other repositories know the documents (`oai:NAME:…`): a name of the internet that is the library’s own, and never changes again; the host of PUBLIC_URL when not set, or else LIBRARY_CODE',
    default: '',
    parse: (written: string) => {
      if (written === '' || REPOSITORY.test(written)) return written === '' ? null : written;
      throw new Error('a name such as kho.example.vn');
    },
  },
  harvestFriends: {
    env: 'OAI_FRIENDS',
    doc: 'addresses of other OAI-PMH repositories that harvesters are told of, with commas between them',
    default: '',
    parse: (written: string) =>
      written
        .split(',')
        .map((address) => address.trim())
        .filter((address) => address !== '')
        .map(parseFriend),
  },
} satisfies Settings;

export type OaiConfig = Config<typeof oaiSettings> & { readonly libraryCode: LibraryCode };

/** As they are when nothing is set. */
export const OAI_DEFAULTS: OaiConfig = {
  libraryEmail: null,
  repositoryId: null,
  harvestFriends: [],
  libraryCode: librarySettings.libraryCode.parse(librarySettings.libraryCode.default),
};

function parseFriend(written: string): string {
  const url = URL.parse(written);
  if (url && (url.protocol === 'http:' || url.protocol === 'https:') && url.search === '') return written;
  throw new Error('addresses such as https://kho.example.vn/oai');
}
