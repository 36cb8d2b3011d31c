import { Failure } from '@diachi/domain';

/** A stretch of time whose documents one file of a sitemap tells: a month, a day, an hour or a minute, as ISO 8601 begins. */
export type SitemapStretch = { readonly name: string; readonly from: string; readonly until: string };

/** Where the name of a month, a day, an hour and a minute ends. */
const LENGTHS = [7, 10, 13, 16] as const;
const FIRST = '0000-01-01T00:00:00Z';
const LAST = '9999-12-31T23:59:59Z';

/** `2026-11`, `2026-11-23`, `2026-11-23T04` or `2026-11-23T04-05`, in UTC. Fails with `address.missing`. */
export function parseSitemapStretch(name: string): SitemapStretch {
  const written = name.replace(/(T\d\d)-(\d\d)$/, '$1:$2');
  const isForm = /^\d{4}-\d{2}(-\d{2}(T\d{2}(:\d{2})?)?)?$/.test(written);
  const from = `${written}${FIRST.slice(written.length)}`;
  if (isForm && new Date(from).toJSON()?.startsWith(written)) return stretchFrom(written);
  throw nothingThere();
}

/** What is said of a stretch that is none, or that nothing is in. */
export const nothingThere = () => new Failure('missing', 'address.missing', 'There is nothing at this address.');

/** The month a time falls in (ISO 8601, UTC). */
export const monthOf = (at: string): SitemapStretch => stretchFrom(at.slice(0, LENGTHS[0]));

export const monthAfter = ({ from }: SitemapStretch): SitemapStretch => {
  const [year = 0, month = 1] = from.split('-').map(Number);
  return monthOf(new Date(Date.UTC(year, month)).toISOString());
};

/** The next smaller stretches it is made of, in order; none of a minute. */
export function partsOf({ name, from, until }: SitemapStretch): readonly SitemapStretch[] {
  const length = LENGTHS.find((one) => one > name.replace(/(T\d\d)-/, '$1:').length);
  if (length === undefined) return [];
  const stepMs = { 10: 86_400_000, 13: 3_600_000, 16: 60_000 }[length as 10 | 13 | 16];
  const parts: SitemapStretch[] = [];
  for (let ms = Date.parse(from); ms <= Date.parse(until); ms += stepMs) {
    parts.push(stretchFrom(new Date(ms).toISOString().slice(0, length)));
  }
  return parts;
}

function stretchFrom(written: string): SitemapStretch {
  const from = `${written}${FIRST.slice(written.length)}`;
  const day =
    written.length === 7 ? new Date(Date.UTC(Number(written.slice(0, 4)), Number(written.slice(5)), 0)) : null;
  const until = day ? `${day.toISOString().slice(0, 10)}${LAST.slice(10)}` : `${written}${LAST.slice(written.length)}`;
  return { name: written.replace(/(T\d\d):/, '$1-'), from, until };
}
