import type { Catalogue, SearchIndex } from '@diachi/ports';

export type SruTools = {
  readonly catalogue: Pick<Catalogue, 'documentsNamed' | 'libraries'>;
  readonly index: Pick<SearchIndex, 'find' | 'terms'>;
  readonly clock: () => Date;
  readonly publicUrl?: URL | null;
};
