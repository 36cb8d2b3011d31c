import { LICENCES, type Licence } from '@diachi/domain';

/** The licence that stands at an address; undefined when it is none of ours. Its version may be another, and its end a language. */
export function licenceAt(address: string): Licence | undefined {
  const asked = path(address);
  if (asked === '') return undefined;
  const found = Object.entries(LICENCES).find(([, known]) => known !== null && path(known) === asked);
  return found?.[0] as Licence | undefined;
}

/** Host and path without scheme, version and what comes behind it. */
const path = (address: string): string =>
  /^https?:\/\/((?:creativecommons\.org\/(?:licenses|publicdomain)|rightsstatements\.org\/(?:vocab|page))\/[\w-]+)/i
    .exec(address.trim())?.[1]
    ?.toLowerCase()
    .replace('rightsstatements.org/page', 'rightsstatements.org/vocab') ?? '';
