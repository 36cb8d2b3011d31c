import { DOCUMENT_KINDS, type DocumentKind, type LibraryCode, parseLibraryCode } from '@diachi/domain';

/** What is harvested by itself: what belongs to a library, what stands in one of its collections, what is of a kind. */
export type RecordSet =
  | { readonly of: 'library'; readonly library: LibraryCode }
  | { readonly of: 'collection'; readonly library: LibraryCode; readonly collection: string }
  | { readonly of: 'kind'; readonly kind: DocumentKind };

/** How a set is written: names between colons, of letters, digits and `-_.!~*'()`. Source: OAI-PMH 2.0, section 2.6 and its schema. */
export const SET_SPEC = /^[A-Za-z0-9\-_.!~*'()]+(?::[A-Za-z0-9\-_.!~*'()]+)*$/;

/** `library:tinh`, `collection:tinh:S.C3.A1ch`, `kind:map`. A collection's name is in UTF-8, each byte that may not stand there after a dot. */
export function setSpec(set: RecordSet): string {
  if (set.of === 'library') return `library:${set.library}`;
  if (set.of === 'kind') return `kind:${set.kind}`;
  return `collection:${set.library}:${encodeName(set.collection)}`;
}

/** Null for what is no set of this repository, or is written in another way than we do. */
export function parseSetSpec(spec: string): RecordSet | null {
  const [of, ...rest] = spec.split(':');
  const [first = '', second] = rest;
  if (of === 'kind' && rest.length === 1) {
    const kind = DOCUMENT_KINDS.find((known) => known === first);
    return kind ? { of, kind } : null;
  }
  const library = readLibrary(first);
  if (library === null) return null;
  if (of === 'library' && rest.length === 1) return { of, library };
  if (of !== 'collection' || rest.length !== 2 || second === undefined) return null;
  const collection = decodeName(second);
  return collection === null ? null : { of, library, collection };
}

/** Every set a document is in. */
export const setsOf = (place: {
  readonly library: LibraryCode;
  readonly collection: string;
  readonly kind: DocumentKind;
}): readonly RecordSet[] => [
  { of: 'library', library: place.library },
  ...(place.collection === ''
    ? []
    : [{ of: 'collection', library: place.library, collection: place.collection } as const]),
  { of: 'kind', kind: place.kind },
];

// Of what `encodeURIComponent` leaves as it is, a dot is taken for what marks a byte; `~` may stand in a set, but Perl's HTTP::OAI refuses it.
const encodeName = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replaceAll('.', '%2E').replaceAll('~', '%7E').replaceAll('%', '.');

function decodeName(written: string): string | null {
  try {
    const name = decodeURIComponent(written.replaceAll('.', '%'));
    return name !== '' && encodeName(name) === written ? name : null;
  } catch {
    // Bytes that are no UTF-8 name nothing of ours.
    return null;
  }
}

function readLibrary(written: string): LibraryCode | null {
  try {
    return parseLibraryCode(written);
  } catch {
    // A code that no library can have names none.
    return null;
  }
}
