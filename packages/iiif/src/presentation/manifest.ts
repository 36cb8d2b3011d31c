import {
  type Bookmark,
  type Document,
  type Library,
  languageTag,
  licenceName,
  type ManifestPage,
  type Rights,
} from '@diachi/domain';
import { splitSeries } from '@diachi/record-formats';
import { canvasOf, hiddenCanvas } from './canvas.ts';
import { describeRecord } from './describe-record.ts';
import { exactDay } from './exact-day.ts';
import type { IiifAddresses } from './iiif-addresses.ts';
import { thumbnail } from './image-resource.ts';
import { translatedMap } from './language-map.ts';
import { homePage, providerOf } from './provider.ts';
import { rangeTexts } from './ranges.ts';
import { linkedFiles, renderings } from './related-files.ts';
import { type Canvas, type Manifest, PRESENTATION_CONTEXT, type Reference } from './resources.ts';
import { attribution } from './rights-statements.ts';
import { searchServices } from './search-services.ts';

export type ManifestSource = {
  readonly addresses: IiifAddresses;
  /** A published one. */
  readonly document: Document;
  readonly library: Library;
  /** The whole address of the library's own picture; null when it has none. */
  readonly logo: string | null;
  /** Of whoever asks; they have the right to its record. */
  readonly rights: Rights;
  /** Whether the search knows its text: that of documents everybody may read. */
  readonly isSearchable: boolean;
  /** Of the published revision, in order. Not looked at where neither text nor pictures may be seen. */
  readonly pages: readonly ManifestPage[];
  /** Headings, and the pages they lead to. */
  readonly bookmarks: readonly Bookmark[];
};

/** A document as IIIF Presentation 3.0 describes it, as JSON in pieces of a page or less: that of a volume is many megabytes. */
export function* manifestTexts(source: ManifestSource): Generator<string> {
  yield JSON.stringify(manifestHead(source)).slice(0, -1);
  yield ',"items":[';
  yield* itemTexts(source);
  yield ']';
  if (source.rights.text) yield* structureTexts(source);
  yield '}';
}

/** Everything of a manifest but its canvases and ranges. */
function manifestHead(source: ManifestSource): Omit<Manifest, 'items' | 'structures'> {
  const { addresses, document, library, logo, rights, isSearchable, pages } = source;
  const { id, record } = document;
  const revision = { documentId: id, number: document.publishedRevision };
  const language = languageTag(record.language);
  const licence = licenceName(record.licence);
  const day = exactDay(record.date);
  const shown = pages.find(({ image }) => image !== null);
  const picture = shown ? thumbnail(addresses, revision, shown, rights) : null;
  return {
    '@context': PRESENTATION_CONTEXT,
    id: addresses.manifest(id),
    type: 'Manifest',
    label: translatedMap(language, record.title, record.englishTitle),
    metadata: describeRecord(record, library),
    ...((record.summary !== '' || record.englishSummary !== '') && {
      summary: translatedMap('vi', record.summary, record.englishSummary),
    }),
    ...(licence !== null && { rights: licence }),
    requiredStatement: attribution(record, library),
    provider: [providerOf(addresses, library, logo)],
    ...(picture && { thumbnail: [picture] }),
    ...(day !== null && { navDate: day }),
    homepage: [homePage(addresses.document(id), record.title)],
    seeAlso: linkedFiles(addresses, id),
    ...(rights.download && { rendering: renderings(addresses, document) }),
    partOf: partOf(source),
    viewingDirection: isReadFromTheRight(record.language) ? 'right-to-left' : 'left-to-right',
    behavior: [record.kind === 'book' || record.kind === 'manuscript' ? 'paged' : 'individuals'],
    ...(isSearchable && { service: searchServices(addresses, id) }),
  };
}

/** The one canvas of a page, as `manifestTexts` has it. */
export function canvasAlone(
  source: Omit<ManifestSource, 'library' | 'logo' | 'bookmarks' | 'isSearchable'>,
  page: ManifestPage,
) {
  const { addresses, document, rights } = source;
  const revision = { documentId: document.id, number: document.publishedRevision };
  const manifest: Reference<'Manifest'> = { id: addresses.manifest(document.id), type: 'Manifest' };
  return { '@context': PRESENTATION_CONTEXT, ...canvasOf({ addresses, revision, rights }, page), partOf: [manifest] };
}

function* itemTexts({ addresses, document, rights, pages }: ManifestSource): Generator<string> {
  if (!rights.text && !rights.smallImage) {
    yield JSON.stringify(hiddenCanvas(addresses, document.id) satisfies Canvas);
    return;
  }
  const revision = { documentId: document.id, number: document.publishedRevision };
  for (const [place, page] of pages.entries()) {
    yield `${place > 0 ? ',' : ''}${JSON.stringify(canvasOf({ addresses, revision, rights }, page))}`;
  }
}

function* structureTexts({ addresses, document, pages, bookmarks }: ManifestSource): Generator<string> {
  const language = languageTag(document.record.language);
  let isFirst = true;
  for (const text of rangeTexts({ addresses, id: document.id, pageCount: pages.length, language, bookmarks })) {
    if (isFirst) yield ',"structures":[';
    isFirst = false;
    yield text;
  }
  if (!isFirst) yield ']';
}

function partOf({ addresses, document: { record }, library }: ManifestSource): readonly Reference<'Collection'>[] {
  const whole: Reference<'Collection'> = {
    id: addresses.library(library.code),
    type: 'Collection',
    label: { vi: [library.name] },
  };
  const within = (id: string, name: string): Reference<'Collection'> => ({
    id,
    type: 'Collection',
    label: { vi: [name] },
  });
  const series = splitSeries(record.series).title;
  return [
    ...(record.collection === ''
      ? []
      : [within(addresses.collection(library.code, record.collection), record.collection)]),
    ...(series === '' ? [] : [within(addresses.series(library.code, series), series)]),
    whole,
  ];
}

// Books in old Chinese characters, Hán and Nôm among them, are leafed through from what is their back to others.
const isReadFromTheRight = (language: string) => language.split('+')[0] === 'chi_tra';
