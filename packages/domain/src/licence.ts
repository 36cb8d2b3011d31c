/**
 * What the law lets anybody do with a document, said by the names that the field agreed on (rightsstatements.org 1.0,
 * creativecommons.org). They look like addresses, but programs compare them letter by letter, and they begin with `http:` (“Requirements for
 * the technical infrastructure” of rightsstatements.org, section 3; IIIF Presentation 3.0, section 3.2, `rights`). `unknown` says nothing: nobody has looked.
 */
export const LICENCES = {
  unknown: null,
  'public-domain': 'http://creativecommons.org/publicdomain/mark/1.0/',
  'no-known-copyright': 'http://rightsstatements.org/vocab/NKC/1.0/',
  'in-copyright': 'http://rightsstatements.org/vocab/InC/1.0/',
  'in-copyright-educational': 'http://rightsstatements.org/vocab/InC-EDU/1.0/',
  'not-evaluated': 'http://rightsstatements.org/vocab/CNE/1.0/',
  'cc-by': 'http://creativecommons.org/licenses/by/4.0/',
  'cc-by-sa': 'http://creativecommons.org/licenses/by-sa/4.0/',
  'cc-by-nc': 'http://creativecommons.org/licenses/by-nc/4.0/',
  cc0: 'http://creativecommons.org/publicdomain/zero/1.0/',
} as const;

export type Licence = keyof typeof LICENCES;

/** The name of a licence as programs compare it; null where nobody has looked. */
export const licenceName = (licence: Licence): string | null => LICENCES[licence];

/** Where people read what a licence says; null where nobody has looked. */
export const licencePage = (licence: Licence): string | null => LICENCES[licence]?.replace(/^http:/, 'https:') ?? null;
