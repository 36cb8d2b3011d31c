import type { Library } from '@diachi/domain';
import type { IiifAddresses } from './iiif-addresses.ts';
import { wordsMap } from './language-map.ts';
import type { Agent, HomePage } from './resources.ts';

/** The member library that gives a document. `logo` is the whole address of a picture, where it has one. */
export const providerOf = (addresses: IiifAddresses, library: Library, logo: string | null): Agent => ({
  // Its collection has the address itself, and one name is of one thing.
  id: `${addresses.library(library.code)}#agent`,
  type: 'Agent',
  label: { vi: [library.name] },
  homepage: [homePage(`${addresses.site}/documents?library=${library.code}`, library.name)],
  ...(logo !== null && { logo: [{ id: logo, type: 'Image', format: 'image/svg+xml' }] }),
});

export const homePage = (id: string, name: string): HomePage => ({
  id,
  type: 'Text',
  label: { vi: [name] },
  format: 'text/html',
  language: ['vi', 'en'],
});

/** The library's own door for people. */
export const mainPage = (addresses: IiifAddresses): HomePage => ({
  ...homePage(`${addresses.site}/`, ''),
  label: wordsMap({ vi: 'Kho Địa Chí', en: 'Kho Địa Chí' }),
});
