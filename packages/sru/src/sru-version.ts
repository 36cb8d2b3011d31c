/** Versions that are spoken; whoever names none speaks the newest. */
export const SRU_VERSIONS = ['1.1', '1.2', '2.0'] as const;

export type SruVersion = (typeof SRU_VERSIONS)[number];

/** Namespaces of the answers of a version. */
export function namespacesOf(version: SruVersion): {
  readonly response: string;
  readonly diagnostic: string;
  readonly scan: string;
} {
  if (version === '2.0') {
    const oasis = 'http://docs.oasis-open.org/ns/search-ws';
    return { response: `${oasis}/sruResponse`, diagnostic: `${oasis}/diagnostic`, scan: `${oasis}/scan` };
  }
  const srw = 'http://www.loc.gov/zing/srw/';
  return { response: srw, diagnostic: `${srw}diagnostic/`, scan: srw };
}

/** The media type of answers. */
export const mediaTypeOf = (version: SruVersion): string =>
  version === '2.0' ? 'application/sru+xml; charset=utf-8' : 'text/xml; charset=utf-8';
