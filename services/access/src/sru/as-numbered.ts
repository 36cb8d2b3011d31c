/** An ISBN or ISSN as records have it, however it was written: the one without hyphens, the other with one. Anything else stays as it is. */
export function asNumbered(text: string): string {
  const bare = text
    .trim()
    .replace(/^urn:is[bs]n:/i, '')
    .replace(/[\s\u2010-\u2015-]+/g, '')
    .toUpperCase();
  if (/^(?:97[89])?\d{9}[\dX]$/.test(bare)) return bare;
  if (/^\d{7}[\dX]$/.test(bare)) return `${bare.slice(0, 4)}-${bare.slice(4)}`;
  return text;
}
