/** A MARC 21 record, as both of its forms write it. */
export type MarcRecord = {
  /** 24 characters; lengths and the base address (00–04, 12–16) are written by ISO 2709 alone, and 0 here. */
  readonly leader: string;
  readonly controlFields: readonly MarcControlField[];
  readonly dataFields: readonly MarcDataField[];
};

export type MarcControlField = { readonly tag: string; readonly value: string };

export type MarcDataField = {
  readonly tag: string;
  /** Two characters. */
  readonly indicators: string;
  readonly subfields: readonly MarcSubfield[];
};

type MarcSubfield = { readonly code: string; readonly value: string };

/**
 * A field from its indicators (`#` is a blank) and its subfields by code; empty and absent ones are left out, and with all of them the field.
 * A code may stand twice.
 */
export function field(
  tag: string,
  indicators: string,
  ...subfields: readonly (readonly [code: string, value: string | null])[]
): readonly MarcDataField[] {
  const written = subfields.flatMap(([code, value]) => (value ? [{ code, value: oneLine(value) }] : []));
  return written.length === 0 ? [] : [{ tag, indicators: indicators.replaceAll('#', ' '), subfields: written }];
}

// What divides fields in ISO 2709 must not stand in one, and a field has no lines.
const oneLine = (value: string) => value.replace(/[\p{Cc}\s]+/gu, ' ').trim();
