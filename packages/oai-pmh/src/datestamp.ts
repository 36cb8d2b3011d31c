/** As datestamps are told and asked for. Source: OAI-PMH 2.0, section 3.3. */
export const GRANULARITY = 'YYYY-MM-DDThh:mm:ssZ';

export type Datestamp = {
  /** Its first and its last second, ISO 8601, UTC: a day has many. */
  readonly first: string;
  readonly last: string;
  readonly granularity: 'day' | 'second';
};

const form = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}:\d{2}Z)?$/;

/** A day or a second that exists; null for anything else. */
export function parseDatestamp(written: string): Datestamp | null {
  const [, day, time] = form.exec(written) ?? [];
  if (day === undefined) return null;
  const [first, last] = [`${day}${time ?? 'T00:00:00Z'}`, `${day}${time ?? 'T23:59:59Z'}`];
  const read = new Date(first);
  // The thirtieth of February is read as the first days of March.
  if (Number.isNaN(read.getTime()) || secondOf(read) !== first) return null;
  return { first, last, granularity: time === undefined ? 'day' : 'second' };
}

/** A moment as a datestamp tells it. */
export const secondOf = (moment: Date): string => moment.toISOString().replace(/\.\d+Z$/, 'Z');
