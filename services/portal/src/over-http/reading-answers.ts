import {
  type Bookmark,
  countOf,
  DOCUMENT_KINDS,
  type ForeignAddresses,
  fieldsOf,
  listOf,
  type ManifestPage,
  oneOf,
  orNull,
  parseChecksum,
  parseDocumentId,
  parseHarvestSource,
  parseLibraryCode,
  parsePageImage,
  parsePageIndex,
  parseRecord,
  parseSourceCode,
  type Rights,
  textOf,
  wholeOf,
} from '@diachi/domain';
import { pageTextOf } from '@diachi/page-text';
import {
  type DocumentHits,
  type DocumentList,
  type DocumentView,
  type Facets,
  type FacetValue,
  type ForeignView,
  type Found,
  type FoundDocument,
  type FoundRecord,
  OURS,
  type PageHit,
  type PageView,
  type Shelf,
  type SnippetPart,
  type SourceName,
} from '@diachi/ports';
import { documentOf, pageSummaryOf, yesOf } from './domain-answers.ts';

/* What `Reading` answers, read field by field. Each throws what says which field is wrong. */

export function foundOf(raw: unknown): Found {
  const found = fieldsOf(raw);
  return {
    total: wholeOf(found['total'], 0),
    hits: listOf(found['hits'], foundDocumentOf),
    facets: facetsOf(found['facets']),
    corrections: listOf(found['corrections'], (one) => {
      const correction = fieldsOf(one);
      return { typed: textOf(correction['typed']), meant: textOf(correction['meant']) };
    }),
    wordStart: orNull(found['wordStart'], textOf),
  };
}

export function documentViewOf(raw: unknown): DocumentView {
  const view = fieldsOf(raw);
  return {
    document: documentOf(view['document']),
    rights: rightsOf(view['rights']),
    pages: listOf(view['pages'], pageSummaryOf),
    bookmarks: listOf(view['bookmarks'], bookmarkOf),
  };
}

export function pageViewOf(raw: unknown): PageView {
  const view = fieldsOf(raw);
  return {
    revision: wholeOf(view['revision'], 1),
    page: manifestPageOf(view['page']),
    text: pageTextOf(view['text']),
    rights: rightsOf(view['rights']),
  };
}

function rightsOf(raw: unknown): Rights {
  const rights = fieldsOf(raw);
  return {
    record: yesOf(rights['record']),
    text: yesOf(rights['text']),
    smallImage: yesOf(rights['smallImage']),
    fullImage: yesOf(rights['fullImage']),
    download: yesOf(rights['download']),
  };
}

export function documentHitsOf(raw: unknown): DocumentHits {
  const hits = fieldsOf(raw);
  return {
    total: wholeOf(hits['total'], 0),
    pages: listOf(hits['pages'], pageHitOf),
    wordStart: orNull(hits['wordStart'], textOf),
  };
}

export function documentListOf(raw: unknown): DocumentList {
  const list = fieldsOf(raw);
  return { documents: listOf(list['documents'], documentOf), next: orNull(list['next'], textOf) };
}

export function shelfOf(raw: unknown): Shelf {
  const shelf = fieldsOf(raw);
  return {
    library: parseLibraryCode(shelf['library']),
    collection: textOf(shelf['collection']),
    kind: oneOf(shelf['kind'], DOCUMENT_KINDS),
    documents: wholeOf(shelf['documents'], 1),
  };
}

export const textsOf = (raw: unknown): readonly string[] => listOf(raw, textOf);

function foundDocumentOf(raw: unknown): FoundDocument | FoundRecord {
  const hit = fieldsOf(raw);
  const source = orNull(hit['source'], parseSourceCode);
  const found = hitOf(hit);
  return source === null
    ? { ...found, source, revision: wholeOf(hit['revision'], 1) }
    : { ...found, source, addresses: foreignAddressesOf(hit['addresses']) };
}

export function sourceNameOf(raw: unknown): SourceName {
  const source = fieldsOf(raw);
  return { code: parseSourceCode(source['code']), name: textOf(source['name']) };
}

export function foreignViewOf(raw: unknown): ForeignView {
  const view = fieldsOf(raw);
  const record = fieldsOf(view['record']);
  return {
    source: parseHarvestSource(view['source']),
    record: {
      id: parseDocumentId(record['id']),
      source: parseSourceCode(record['source']),
      identifier: textOf(record['identifier']),
      datestamp: textOf(record['datestamp']),
      record: parseRecord(record['record']),
      addresses: foreignAddressesOf(record['addresses']),
      metadataPrefix: textOf(record['metadataPrefix']),
      isGone: yesOf(record['isGone']),
    },
  };
}

function foreignAddressesOf(raw: unknown): ForeignAddresses {
  const addresses = fieldsOf(raw);
  const address = (name: keyof ForeignAddresses) => orNull(addresses[name], textOf);
  return {
    page: address('page'),
    thumbnail: address('thumbnail'),
    pdf: address('pdf'),
    manifest: address('manifest'),
  };
}

function hitOf(hit: Readonly<Record<string, unknown>>): Omit<FoundDocument, 'source' | 'revision'> {
  return {
    documentId: parseDocumentId(hit['documentId']),
    record: parseRecord(hit['record']),
    title: listOf(hit['title'], snippetPartOf),
    pages: listOf(hit['pages'], pageHitOf),
    pageCount: wholeOf(hit['pageCount'], 0),
  };
}

function pageHitOf(raw: unknown): PageHit {
  const hit = fieldsOf(raw);
  return {
    page: parsePageIndex(hit['page']),
    label: textOf(hit['label']),
    snippet: listOf(hit['snippet'], snippetPartOf),
  };
}

function snippetPartOf(raw: unknown): SnippetPart {
  const part = fieldsOf(raw);
  return { text: textOf(part['text']), isHit: yesOf(part['isHit']) };
}

function facetsOf(raw: unknown): Facets {
  const facets = fieldsOf(raw);
  return {
    sources: facetOf(facets['sources'], (source) => (source === OURS ? OURS : parseSourceCode(source))),
    libraries: facetOf(facets['libraries'], parseLibraryCode),
    collections: facetOf(facets['collections'], textOf),
    kinds: facetOf(facets['kinds'], (kind) => oneOf(kind, DOCUMENT_KINDS)),
    languages: facetOf(facets['languages'], textOf),
    decades: facetOf(facets['decades'], (decade) => countOf(decade, Number.NEGATIVE_INFINITY)),
  };
}

const facetOf = <Value>(raw: unknown, read: (raw: unknown) => Value): readonly FacetValue<Value>[] =>
  listOf(raw, (one) => {
    const counted = fieldsOf(one);
    return { value: read(counted['value']), count: wholeOf(counted['count'], 0) };
  });

function bookmarkOf(raw: unknown): Bookmark {
  const bookmark = fieldsOf(raw);
  return {
    title: textOf(bookmark['title']),
    page: parsePageIndex(bookmark['page']),
    level: wholeOf(bookmark['level'], 0),
  };
}

function manifestPageOf(raw: unknown): ManifestPage {
  const page = fieldsOf(raw);
  return {
    ...pageSummaryOf(raw),
    image: orNull(page['image'], parsePageImage),
    files: listOf(page['files'], (one) => {
      const file = fieldsOf(one);
      return {
        key: textOf(file['key']),
        checksum: parseChecksum(file['checksum']),
        sizeBytes: wholeOf(file['sizeBytes'], 0),
      };
    }),
  };
}
