import { createHash } from 'node:crypto';

/** One condition; several must all hold. */
export type Condition = string;

/** Names and codes a filter can hold as they are. */
const plain = /^[a-z0-9_-]{1,60}$/;

/**
 * What a value is filtered by. The server takes capitals and some signs for the same, cuts long values, and has no way to write some
 * backslashes; what is not plain goes by its checksum instead.
 */
export const filterKey = (value: string): string =>
  plain.test(value) ? value : `~${createHash('sha256').update(value).digest('hex').slice(0, 40)}`;

/** The attribute has one of the values. The only place where a filter is written: nothing that was typed gets into it but as a key. */
export const isOneOf = (attribute: string, values: readonly (string | number | boolean)[]): Condition =>
  `${attribute} IN [${values.map(written).join(', ')}]`;

/** The number is below a limit. */
export const isBelow = (attribute: string, limit: number): Condition => `${attribute} < ${limit}`;

const written = (value: string | number | boolean): string =>
  typeof value === 'string' ? `"${filterKey(value)}"` : String(value);
