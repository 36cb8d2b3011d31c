import { type Document, type Library, languageTag } from '@diachi/domain';
import { exactDay } from './exact-day.ts';
import type { IiifAddresses } from './iiif-addresses.ts';
import { type LanguageMap, translatedMap, type Words, wordsMap } from './language-map.ts';
import { homePage, mainPage, providerOf } from './provider.ts';
import { type Collection, PRESENTATION_CONTEXT, type Reference } from './resources.ts';

/** Everything there is: a collection for each member library. */
export const topCollection = (addresses: IiifAddresses, libraries: readonly Library[]): Collection => ({
  '@context': PRESENTATION_CONTEXT,
  id: addresses.topCollection(),
  type: 'Collection',
  label: wordsMap({ vi: 'Tất cả tài liệu', en: 'All documents' }),
  homepage: [mainPage(addresses)],
  items: libraries.map((library) => named(addresses.library(library.code), { vi: [library.name] })),
});

/** What one library has: its collections by name, and what stands in none of them under `-`. */
export const libraryCollection = (
  addresses: IiifAddresses,
  library: Library,
  names: readonly string[],
  logo: string | null,
): Collection => ({
  '@context': PRESENTATION_CONTEXT,
  id: addresses.library(library.code),
  type: 'Collection',
  label: { vi: [library.name] },
  provider: [providerOf(addresses, library, logo)],
  homepage: [homePage(`${addresses.site}/documents?library=${library.code}`, library.name)],
  partOf: [named(addresses.topCollection(), wordsMap({ vi: 'Tất cả tài liệu', en: 'All documents' }))],
  items: names.map((name) => named(addresses.collection(library.code, name), collectionLabel(name))),
});

export type CollectionSource = {
  readonly addresses: IiifAddresses;
  readonly library: Library;
  readonly logo: string | null;
  readonly kind: 'collection' | 'series';
  /** Of a collection empty for what stands in none. */
  readonly name: string;
  /** Where this stretch of it begins; null for the first. */
  readonly after: string | null;
  readonly documents: readonly Document[];
  /** Where the next stretch begins; null when there is none. */
  readonly next: string | null;
};

/**
 * A collection or a series of a library, as its documents are listed. Presentation 3.0 has no paging: one that is longer than a stretch ends with a collection of what follows, and that one
 * in its turn, so that any viewer comes to everything.
 */
export function documentCollection(source: CollectionSource): Collection {
  const { addresses, library, logo, kind, name, after, documents, next } = source;
  const address = (from: string | null) => addresses[kind](library.code, name, from);
  const members = documents.map(({ id, record }): Reference<'Manifest'> => {
    const day = exactDay(record.date);
    const label = translatedMap(languageTag(record.language), record.title, record.englishTitle);
    return { id: addresses.manifest(id), type: 'Manifest', label, ...(day !== null && { navDate: day }) };
  });
  const isFurther = after !== null;
  return {
    '@context': PRESENTATION_CONTEXT,
    id: address(after),
    type: 'Collection',
    label: isFurther ? further(name) : collectionLabel(name),
    provider: [providerOf(addresses, library, logo)],
    homepage: [homePage(shelfAddress(addresses, library, kind === 'series' ? '' : name), library.name)],
    partOf: [
      isFurther
        ? named(address(null), collectionLabel(name))
        : named(addresses.library(library.code), { vi: [library.name] }),
    ],
    items: [...members, ...(next === null ? [] : [named(address(next), further(name))])],
  };
}

const NO_COLLECTION: Words = { vi: 'Ngoài bộ sưu tập', en: 'In no collection' };

const collectionLabel = (name: string): LanguageMap => (name === '' ? wordsMap(NO_COLLECTION) : { vi: [name] });

const further = (name: string): LanguageMap =>
  wordsMap({ vi: `${name || NO_COLLECTION.vi}: phần tiếp theo`, en: `${name || NO_COLLECTION.en}: what follows` });

const shelfAddress = (addresses: IiifAddresses, library: Library, name: string) =>
  `${addresses.site}/documents?library=${library.code}${name === '' ? '' : `&collection=${encodeURIComponent(name)}`}`;

const named = (id: string, label: LanguageMap): Reference<'Collection'> => ({ id, type: 'Collection', label });
