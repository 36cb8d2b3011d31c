import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** True when a published schema is not kept below test/fixtures/schemas, so that nothing can be held against it; it says so aloud. */
export function lacksSchema(schema: string): boolean {
  if (existsSync(join(import.meta.dirname, '..', 'fixtures', 'schemas', schema))) return false;
  console.warn(`NOT TESTED against its published schema: test/fixtures/schemas/${schema} is not there.`);
  return true;
}
