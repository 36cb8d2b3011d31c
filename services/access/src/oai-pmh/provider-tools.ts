import type { LibraryCode } from '@diachi/domain';
import type { OaiError } from '@diachi/oai-pmh';
import type { Catalogue } from '@diachi/ports';
import type { WebLog } from '@diachi/web';
import type { XmlNode } from '@diachi/xml';
import type { RecordBuilder } from './record-builders.ts';

export type ProviderTools = {
  readonly catalogue: Pick<
    Catalogue,
    'changes' | 'countChanges' | 'changeShelves' | 'earliestChange' | 'changeOf' | 'documentsNamed' | 'libraries'
  >;
  readonly builders: readonly RecordBuilder[];
  readonly libraryCode: LibraryCode;
  readonly repositoryId: string;
  readonly email: string | null;
  readonly friends: readonly string[];
  readonly clock: () => Date;
  /** Whether the store answers and is that of this library: not one that is empty, for nobody put its disk in. */
  readonly isStoreThere: () => Promise<boolean>;
  /** Told of records that cannot be written. */
  readonly log: Pick<WebLog, 'error'>;
};

/** What a verb is answered; `responseDate` where the catalogue says of which moment that is. */
export type Answer =
  | { readonly answer: XmlNode; readonly responseDate?: string }
  | { readonly errors: readonly OaiError[]; readonly responseDate?: string };
