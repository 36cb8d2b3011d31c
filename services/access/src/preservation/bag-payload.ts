import { Readable } from 'node:stream';
import {
  type Checksum,
  type Document,
  type KeptRecord,
  keys,
  type Library,
  languageTag,
  type Manifest,
  manifestText,
  mayActAs,
  type Original,
  type PageIndex,
  type Rights,
  type Role,
} from '@diachi/domain';
import { altoOf, parsePageText, plainText } from '@diachi/page-text';
import type { ObjectStore } from '@diachi/ports';
import { mets, originalPath, payloadPaths, revisionPath } from '@diachi/preservation';
import { xmlDocument } from '@diachi/xml';
import { described } from '../records/described.ts';
import { RECORD_FILES } from '../records/record-files.ts';
import type { RevisionFiles } from '../revision-files.ts';
import { shownRevision } from '../shown-revision.ts';
import { xmlInTurns } from '../xml-in-turns.ts';
import { describeMets, type MetsTools } from './describe-mets.ts';
import type { FilePlaces } from './file-places.ts';

export type PayloadTools = MetsTools & { readonly store: ObjectStore; readonly files: RevisionFiles };

/** One document of a bag, of which whoever asks may take everything home. */
export type PackedDocument = {
  readonly document: Document;
  readonly manifest: Manifest;
  readonly rights: Rights;
  readonly publicRights: Rights;
  /** `YYYY-MM-DD`. */
  readonly today: string;
};

export type PackedFor = { readonly role: Role; readonly site: string; readonly libraries: readonly Library[] };

/** A file of a bag's payload: made at once, or streamed from the store and held against its checksum. */
export type PayloadFile = {
  readonly path: string;
  readonly content:
    | string
    | Uint8Array
    | { readonly open: () => Promise<Readable>; readonly checksum: Checksum | null };
};

/** Everything of one document: what came, what was made of it, what is said about it. In the order it is packed. */
export async function* bagPayload(
  tools: PayloadTools,
  packed: PackedDocument,
  packedFor: PackedFor,
): AsyncGenerator<PayloadFile> {
  const { document, manifest, publicRights, rights, today } = packed;
  const { id } = document;
  const { store } = tools;
  const paths = payloadPaths(id);
  const stored = (path: string, key: string, checksum: Checksum | null): PayloadFile => ({
    path,
    content: { open: () => store.read(key), checksum },
  });
  const originals = told(document.originals, packedFor.role);

  yield { path: paths.record, content: `${JSON.stringify(keptRecord(document, originals))}\n` };
  if (mayActAs(packedFor.role, 'archivist')) yield { path: paths.history, content: await historyText(tools, document) };
  const described_ = described(document, { publicRights, today, ...packedFor });
  for (const { name, write } of RECORD_FILES) yield { path: paths.described(name), content: write(described_) };
  for (const original of document.originals) {
    yield stored(originalPath(id, original), keys.original(original.checksum), original.checksum);
  }

  const revision = shownRevision(document);
  const toldManifest = { ...manifest, originals, ...recordTold(document, manifest, packedFor.role) };
  yield { path: paths.manifest, content: [...manifestText(toldManifest)].join('') };
  if (await store.has(keys.pageList(revision))) yield stored(paths.pageList, keys.pageList(revision), null);
  for (const page of manifest.pages) {
    for (const { key, checksum } of page.files) yield stored(revisionPath(manifest, key), key, checksum);
  }
  yield stored(revisionPath(manifest, manifest.pdf.key), manifest.pdf.key, manifest.pdf.checksum);

  const language = languageTag(document.record.language);
  const textOf = async (page: PageIndex) => parsePageText(await store.get(keys.text(revision, page)));
  for (const { page, label } of manifest.pages) {
    const imageName = `../revision/pages/${String(page).padStart(5, '0')}/image`;
    yield { path: paths.alto(page), content: altoOf(await textOf(page), { page, label, imageName, language }) };
  }
  const texts = async function* () {
    for (const { page } of manifest.pages) yield `${page > 0 ? '\f' : ''}${plainText(await textOf(page))}`;
  };
  yield {
    path: paths.text,
    content: { open: async () => Readable.from(texts(), { objectMode: false }), checksum: null },
  };

  const question = { document, described: described_, rights, role: packedFor.role, places: placesBeside(manifest) };
  const written = await xmlInTurns(mets(await describeMets(tools, question)));
  yield { path: paths.mets, content: xmlDocument(written) };
}

/** What was taken out of a record since a revision was published stays in the manifest, for archives only. */
const recordTold = ({ record }: Document, manifest: Manifest, role: Role): Pick<Manifest, 'record'> => ({
  record: mayActAs(role, 'archivist') ? manifest.record : record,
});

/** Paths as seen from the METS file, which lies in the document's own folder. */
function placesBeside(manifest: Manifest): FilePlaces {
  const id = manifest.documentId;
  const beside = (path: string) => path.slice(payloadPaths(id).mets.length - 'mets.xml'.length);
  return {
    original: (original) => beside(originalPath(id, original)),
    kept: (_, key) => beside(revisionPath(manifest, key)),
    alto: (page) => beside(payloadPaths(id).alto(page)),
    pdf: beside(revisionPath(manifest, manifest.pdf.key)),
    book: null,
  };
}

/** More is noted of no document that people work on. */
const MOST_ENTRIES = 2_000;
/** What is longer is not read where the package is taken in. */
const MOST_HISTORY_BYTES = 40_000_000;

/** Oldest first, and of a history that is too long its end. Who worked on it is known to archives, not to readers. */
async function historyText({ audit }: PayloadTools, { id }: Document): Promise<string> {
  const entries: string[] = [];
  let sizeBytes = 0;
  for (const entry of await audit.entries({ documentId: id, limit: MOST_ENTRIES })) {
    const written = JSON.stringify(entry);
    sizeBytes += Buffer.byteLength(written) + 1;
    if (sizeBytes > MOST_HISTORY_BYTES) break;
    entries.push(written);
  }
  return `[${entries.toReversed().join(',')}]\n`;
}

const keptRecord = (document: Document, originals: readonly Original[]): KeptRecord => ({
  version: 1,
  documentId: document.id,
  record: document.record,
  recordVersion: document.recordVersion,
  originals,
  receivedAt: document.receivedAt,
  changedAt: document.changedAt,
});

/** What a file was called may say who brought it or why, and goes home with archivists only. */
const told = (originals: readonly Original[], role: Role): readonly Original[] =>
  mayActAs(role, 'archivist')
    ? originals
    : originals.map((original) => ({ ...original, fileName: original.checksum.slice(0, 16) }));
