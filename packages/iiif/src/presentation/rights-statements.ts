import { type DocumentRecord, type Library, licenceAddress } from '@diachi/domain';
import { wordsMap } from './language-map.ts';
import type { Labelled } from './resources.ts';

/**
 * The licence as `rights` may say it: an address of Creative Commons or RightsStatements.org, with `http:`, for it is a name and no place to go to
 * (IIIF Presentation 3.0, section 3.2). Null where nobody has looked.
 */
export function rightsAddress({ licence }: Pick<DocumentRecord, 'licence'>): string | null {
  const address = licenceAddress(licence);
  return address === null ? null : address.replace(/^https:/, 'http:');
}

/** Whom to name, and who holds the rights. */
export function attribution({ rightsHolder }: Pick<DocumentRecord, 'rightsHolder'>, library: Library): Labelled {
  const holder = rightsHolder === '' || rightsHolder === library.name ? null : rightsHolder;
  return {
    label: wordsMap({ vi: 'Nguồn', en: 'Attribution' }),
    value: {
      vi: [library.name, ...(holder ? [`Chủ sở hữu quyền: ${holder}`] : [])],
      en: [library.name, ...(holder ? [`Rights holder: ${holder}`] : [])],
    },
  };
}
