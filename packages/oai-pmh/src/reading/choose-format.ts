import type { ToldFormat } from './read-answer.ts';

/** Formats that records are read from, the one that says most first. */
const READ_FORMATS = ['marc21', 'mods', 'dublin-core'] as const;

export type ReadFormat = (typeof READ_FORMATS)[number];

/** By namespace, for prefixes are each repository's own; by prefix where the namespace is none. */
export function formatOf({ namespace, prefix, schema }: ToldFormat): ReadFormat | null {
  const said = `${namespace} ${schema}`.toLowerCase();
  if (said.includes('loc.gov/marc21') || /^marc(?:21|xml)$/i.test(prefix)) return 'marc21';
  if (said.includes('loc.gov/mods') || /^mods/i.test(prefix)) return 'mods';
  if (said.includes('oai_dc') || said.includes('purl.org/dc/') || /^(?:oai_)?q?dc(?:terms)?$/i.test(prefix))
    return 'dublin-core';
  return null;
}

/** Which of its formats a repository is asked for: the wanted one, or else the one that says most. Null when none can be read. */
export function chooseFormat(
  offered: readonly ToldFormat[],
  wanted: string,
): { readonly prefix: string; readonly format: ReadFormat } | null {
  const readable = offered.flatMap((one) => {
    const format = formatOf(one);
    return format === null || one.prefix === '' ? [] : [{ prefix: one.prefix, format }];
  });
  if (wanted !== '') return readable.find(({ prefix }) => prefix === wanted) ?? null;
  return (
    READ_FORMATS.flatMap((format) => readable.filter((one) => one.format === format)).at(0) ??
    // Some offer it without saying so, as each has to.
    (offered.length === 0 ? { prefix: 'oai_dc', format: 'dublin-core' } : null)
  );
}
