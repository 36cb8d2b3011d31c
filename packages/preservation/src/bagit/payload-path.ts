import { type DocumentId, keys, type Manifest, type Original, type OriginalType } from '@diachi/domain';

const endings: Readonly<Record<OriginalType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/tiff': 'tif',
  'image/jp2': 'jp2',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
};

/** Where what belongs to a document lies in a bag, below the bag's own folder. */
export const payloadFolder = (id: DocumentId): string => `data/${id}/`;

/** The path of an original in a bag. Its name there is its checksum: what it was called may say who brought it. */
export const originalPath = (id: DocumentId, { checksum, type }: Original): string =>
  `${payloadFolder(id)}originals/${checksum}.${endings[type]}`;

/**
 * The path in a bag of a file that a manifest names: its key below the revision's folder, with an ending that programs know. The same
 * for whoever packs and whoever unpacks.
 */
export function revisionPath(manifest: Manifest, key: string): string {
  const revision = { documentId: manifest.documentId, number: manifest.revision };
  const inside = key.slice(keys.revision(revision).length);
  const page = manifest.pages[Number(/^pages\/(\d+)\//.exec(inside)?.[1] ?? -1)];
  const isImage = page?.image && key === keys.image(revision, page.page);
  const ending = isImage ? `.${endings[page.image.type]}` : '';
  return `${payloadFolder(manifest.documentId)}revision/${inside}${ending}`;
}

/** Files of a document in a bag that are not named by its manifest. */
export const payloadPaths = (id: DocumentId) => ({
  record: `${payloadFolder(id)}record.json`,
  manifest: `${payloadFolder(id)}manifest.json`,
  pageList: `${payloadFolder(id)}revision/pages.json`,
  mets: `${payloadFolder(id)}mets.xml`,
  /** Who did what with it, as the audit trail has it: in packages for archives only. */
  history: `${payloadFolder(id)}history.json`,
  described: (name: string) => `${payloadFolder(id)}record/${name}`,
  alto: (page: number) => `${payloadFolder(id)}alto/${String(page).padStart(5, '0')}.xml`,
  text: `${payloadFolder(id)}text.txt`,
});
