/**
 * What the law lets anybody do with a document, said by the addresses that the field agreed on (rightsstatements.org 1.0,
 * creativecommons.org). `unknown` says nothing: nobody has looked.
 */
export const LICENCES = {
  unknown: null,
  'public-domain': 'https://creativecommons.org/publicdomain/mark/1.0/',
  'no-known-copyright': 'https://rightsstatements.org/vocab/NKC/1.0/',
  'in-copyright': 'https://rightsstatements.org/vocab/InC/1.0/',
  'in-copyright-educational': 'https://rightsstatements.org/vocab/InC-EDU/1.0/',
  'not-evaluated': 'https://rightsstatements.org/vocab/CNE/1.0/',
  'cc-by': 'https://creativecommons.org/licenses/by/4.0/',
  'cc-by-sa': 'https://creativecommons.org/licenses/by-sa/4.0/',
  'cc-by-nc': 'https://creativecommons.org/licenses/by-nc/4.0/',
  cc0: 'https://creativecommons.org/publicdomain/zero/1.0/',
} as const;

export type Licence = keyof typeof LICENCES;

/** The address of a licence; null where nobody has looked. */
export const licenceAddress = (licence: Licence): string | null => LICENCES[licence];
