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
export const isOneOf = (attribute: string, values: readonly Value[]): Condition =>
  `${attribute} IN [${values.map(written).join(', ')}]`;

/** The number is in bounds. */
export const isAtLeast = (attribute: string, least: number): Condition => `${attribute} >= ${least}`;
export const isAtMost = (attribute: string, most: number): Condition => `${attribute} <= ${most}`;

/** The attribute has a term's key: words in small letters and digits. */
export const hasKey = (attribute: string, key: string): Condition =>
  `${attribute} = "${key.replace(/[^a-z0-9 ]/g, '')}"`;

/** The number is below a limit. */
export const isBelow = (attribute: string, limit: number): Condition => `${attribute} < ${limit}`;

/**
 * The value comes after another: numbers by size, plain names letter by letter. What is not plain has no place in an order, for it is
 * kept by its checksum.
 */
export function isAfter(attribute: string, value: string | number): Condition {
  if (typeof value === 'number') return `${attribute} > ${value}`;
  if (!plain.test(value)) throw new Error(`${JSON.stringify(value)} is no plain name, so nothing comes after it.`);
  return `${attribute} > "${value}"`;
}

/** A value, or the key of one as the server answered it. */
type Value = string | number | boolean | { readonly key: string };

function written(value: Value): string {
  if (typeof value === 'string') return `"${filterKey(value)}"`;
  if (typeof value === 'object') return `"${value.key.replace(/[^a-z0-9_~-]/g, '')}"`;
  return String(value);
}
