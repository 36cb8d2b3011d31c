import { type DocumentRecord, type ForeignAddresses, type ForeignRecord, UNDESCRIBED } from '@diachi/domain';
import type { Selectable } from 'kysely';
import type { Tables } from './tables.ts';

/** A record of another repository as its row tells it. */
export const foreignRecordOf = (row: Selectable<Tables['foreign_record']>): ForeignRecord => ({
  id: row.id,
  source: row.source,
  identifier: row.identifier,
  datestamp: row.datestamp,
  record: { ...UNDESCRIBED, ...(JSON.parse(row.record) as DocumentRecord) },
  addresses: JSON.parse(row.addresses) as ForeignAddresses,
  metadataPrefix: row.metadata_prefix,
  isGone: row.is_gone === 1,
});
