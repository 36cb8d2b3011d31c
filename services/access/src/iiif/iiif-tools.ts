import { type IiifAddresses, iiifAddresses } from '@diachi/iiif';
import type { Catalogue, ObjectStore, Reading, SearchIndex } from '@diachi/ports';
import { siteAddress } from '@diachi/web';
import type { Request } from 'express';
import type { RevisionFiles } from '../revision-files.ts';
import type { SeeDocument } from '../seen-document.ts';
import type { Headings } from './presentation/headings.ts';

/** What the addresses of IIIF are answered with. */
export type IiifTools = {
  readonly reading: Reading;
  readonly catalogue: Pick<Catalogue, 'changes' | 'countChanges' | 'changeOf'>;
  readonly index: Pick<SearchIndex, 'find'>;
  readonly see: SeeDocument;
  readonly store: Pick<ObjectStore, 'get'>;
  readonly files: RevisionFiles;
  readonly headings: Headings;
  readonly publicUrl: URL | null;
};

/** Every address, as whoever asks reaches the library. Fails with `address.bad-host`. */
export const addressesFor = (request: Request, { publicUrl }: Pick<IiifTools, 'publicUrl'>): IiifAddresses =>
  iiifAddresses(siteAddress(request, publicUrl));
