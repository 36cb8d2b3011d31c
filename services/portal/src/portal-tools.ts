import type { DocumentId } from '@diachi/domain';
import type { Catalogue, Reading } from '@diachi/ports';
import type { Assets } from './assets.ts';

/** What is known of work in flight and stands in no catalogue; told by whoever plans it. */
export type WorkNews = {
  /** Null until enough is done to tell. */
  remainingMs(id: DocumentId): number | null;
  /** Why deliveries are held back, or null. */
  pausedBecause(): 'full' | 'other' | null;
};

export type PortalTools = {
  readonly reading: Reading;
  readonly catalogue: Pick<Catalogue, 'documents' | 'progress' | 'countByState' | 'people' | 'audit'>;
  readonly assets: Assets;
  /** Without it pages show counts, and no forecast. */
  readonly work?: WorkNews;
  readonly clock?: () => Date;
};
