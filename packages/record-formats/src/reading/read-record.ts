import type { DocumentRecord } from '@diachi/domain';
import type { DocumentAddresses } from '../described-document.ts';

/** A record that somebody else wrote: what of it we have words for, each value as long as ours may be. What was not told, or could not be understood, is not there. */
export type ReadRecord = {
  readonly record: Partial<DocumentRecord>;
  readonly addresses: { readonly [Name in keyof DocumentAddresses]: string | null };
  /** Its number where it comes from; null when it is not told. */
  readonly identifier: string | null;
};
