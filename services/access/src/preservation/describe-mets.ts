import {
  type Document,
  keys,
  type Manifest,
  type ManifestFile,
  type ManifestPage,
  mayActAs,
  type PageIndex,
  type Rights,
  type Role,
} from '@diachi/domain';
import type { AuditTrail } from '@diachi/ports';
import type { MetsFile, MetsGroup, MetsSource } from '@diachi/preservation';
import { type DescribedDocument, dublinCore, mods } from '@diachi/record-formats';
import type { RevisionFiles } from '../revision-files.ts';
import { shownRevision } from '../shown-revision.ts';
import type { FilePlaces } from './file-places.ts';
import { historyOf, SOFTWARE } from './history-of.ts';

export type MetsTools = { readonly files: RevisionFiles; readonly audit: AuditTrail };

export type MetsQuestion = {
  readonly document: Document;
  readonly described: DescribedDocument;
  /** Of whoever asks: no file is told at whose address they would be refused. */
  readonly rights: Rights;
  readonly role: Role;
  readonly places: FilePlaces;
};

/** Changes of a record long ago are in the audit trail; nobody reads a thousand of them. */
const ENTRIES = 200;

/** What a METS file of a document is written of, as far as whoever asks may see it. Fails as the store and the catalogue do. */
export async function describeMets(
  { files, audit }: MetsTools,
  { document, described, rights, role, places }: MetsQuestion,
): Promise<MetsSource> {
  const revision = shownRevision(document);
  const isShown = document.publishedRevision > 0 && rights.smallImage;
  const manifest = isShown ? await files.manifest(revision) : null;
  const firstRead = manifest?.pages.find(({ state }) => state === 'read')?.page ?? null;
  const [bookmarks, sample, entries] = await Promise.all([
    manifest && rights.text ? files.bookmarks(revision) : [],
    firstRead === null ? null : files.text(revision, firstRead),
    audit.entries({ documentId: document.id, limit: ENTRIES }),
  ]);
  const { libraryName, addresses } = described;
  // What they are is told to those alone who may take them home: a checksum says whether a file somebody holds is one of them.
  const told: Document = rights.download ? document : { ...document, originals: [] };
  return {
    document: told,
    today: described.today,
    address: addresses.document,
    libraryName,
    software: SOFTWARE,
    descriptions: [
      { type: 'MODS', xml: mods(described) },
      { type: 'DC', xml: dublinCore(described) },
    ],
    groups: groupsOf(told, manifest, rights, places),
    pages: manifest?.pages ?? [],
    bookmarks,
    ...historyOf({ document, rights, manifest, sample, audit: entries, libraryName }),
    tellsNames: mayActAs(role, 'archivist'),
  };
}

function groupsOf(
  document: Document,
  manifest: Manifest | null,
  rights: Rights,
  places: FilePlaces,
): readonly MetsGroup[] {
  const originals = document.originals.map((original): MetsFile => {
    const { checksum, sizeBytes, type } = original;
    return { href: places.original(original), type, sizeBytes, checksum: sha256(checksum), page: null };
  });
  const groups: MetsGroup[] = [{ use: 'ORIGINAL', files: originals }];
  if (!manifest) return groups;
  const revision = { documentId: manifest.documentId, number: manifest.revision };
  const ofPages = (of: (page: ManifestPage) => MetsFile | null) =>
    manifest.pages.map(of).filter((file) => file !== null);
  const kept = (page: ManifestPage, key: string, type: string): MetsFile | null => {
    const file = page.files.find((one) => one.key === key);
    return file ? fileOf(file, places.kept(page, key), type, page.page) : null;
  };
  const images = ofPages((page) => kept(page, keys.image(revision, page.page), page.image?.type ?? 'image/jpeg'));
  const thumbs = ofPages((page) => kept(page, keys.thumbnail(revision, page.page, 240), 'image/webp'));
  const alto = ofPages(({ page }) => made(places.alto(page), 'application/xml', page));
  const book = places.book === null ? [] : [made(places.book, 'application/epub+zip', null)];
  return [
    ...groups,
    { use: 'DEFAULT', files: rights.fullImage ? images : [] },
    { use: 'THUMBS', files: rights.smallImage ? thumbs : [] },
    { use: 'FULLTEXT', files: rights.text ? alto : [] },
    {
      use: 'DOWNLOAD',
      files: rights.download ? [fileOf(manifest.pdf, places.pdf, 'application/pdf', null), ...book] : [],
    },
  ];
}

const fileOf = (
  { sizeBytes, checksum }: ManifestFile,
  href: string,
  type: string,
  page: PageIndex | null,
): MetsFile => ({
  href,
  type,
  sizeBytes,
  checksum: sha256(checksum),
  page,
});

const sha256 = (value: string) => ({ algorithm: 'SHA-256' as const, value });

/** Made while it is sent: nobody knows its size before. */
const made = (href: string, type: string, page: PageIndex | null): MetsFile => ({
  href,
  type,
  sizeBytes: null,
  checksum: null,
  page,
});
