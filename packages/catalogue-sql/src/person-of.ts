import type { Person } from '@diachi/ports';
import type { Selectable } from 'kysely';
import type { Tables } from './tables.ts';

export const personOf = (row: Selectable<Tables['person']>): Person => ({
  id: row.id,
  name: row.name,
  role: row.role,
  library: row.library,
  passwordHash: row.password_hash,
  createdAt: row.created_at,
});
