import type { DocumentId } from '@diachi/domain';
import type { IiifAddresses } from './iiif-addresses.ts';
import type { SearchService } from './resources.ts';

/** Where a viewer looks for words in a document: Content Search 2.0, and 1.0 for the viewers that know no other. */
export const searchServices = (addresses: IiifAddresses, id: DocumentId): readonly SearchService[] => [
  {
    id: addresses.search(2, id),
    type: 'SearchService2',
    service: [{ id: addresses.autocomplete(2, id), type: 'AutoCompleteService2' }],
  },
  {
    '@context': 'http://iiif.io/api/search/1/context.json',
    '@id': addresses.search(1, id),
    '@type': 'SearchService1',
    profile: 'http://iiif.io/api/search/1/search',
    service: [
      {
        '@id': addresses.autocomplete(1, id),
        '@type': 'AutoCompleteService1',
        profile: 'http://iiif.io/api/search/1/autocomplete',
      },
    ],
  },
];
