import type { DocumentRecord, Library } from '@diachi/domain';
import { wordsMap } from './language-map.ts';
import type { Labelled } from './resources.ts';

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
