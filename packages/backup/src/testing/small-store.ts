import { createHash } from 'node:crypto';
import {
  keys,
  type Manifest,
  manifestText,
  parseChecksum,
  parseDocumentId,
  parseRecord,
  type Revision,
  UNRECKONED,
} from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';

const checksumOf = (text: string) => parseChecksum(createHash('sha256').update(text).digest('hex'));

const record = parseRecord({ title: 'Sổ chép tay bản Mường', library: 'tinh', kind: 'manuscript' });

export type KeptDocument = {
  readonly revision: Revision;
  readonly original: string;
  readonly text: string;
  readonly pdf: string;
};

/** Puts an invented document of one page into a store, published as far as the store tells. */
export async function keepDocument(store: ObjectStore, name: string): Promise<KeptDocument> {
  const scan = `scan of ${name}`;
  const checksum = checksumOf(scan);
  const revision = { documentId: parseDocumentId(checksum.slice(0, 16)), number: 1 };
  const [original, text, pdf] = [keys.original(checksum), keys.text(revision, 0), keys.pdf(revision)];
  const put = (key: string, content: string) => store.put(key, Buffer.from(content), 'application/octet-stream');
  const file = (key: string, content: string) => ({
    key,
    checksum: checksumOf(content),
    sizeBytes: Buffer.byteLength(content),
  });

  await put(original, scan);
  await put(keys.record(revision.documentId), JSON.stringify({ version: 1, documentId: revision.documentId, name }));
  await put(text, `{"kind":"blank","of":"${name}"}`);
  await put(pdf, `%PDF of ${name}`);
  const page = { page: 0, label: '1', state: 'blank', ...UNRECKONED, image: null } as const;
  const manifest: Manifest = {
    version: 1,
    documentId: revision.documentId,
    revision: 1,
    record,
    originals: [{ checksum, sizeBytes: scan.length, fileName: `${name}.jpg`, type: 'image/jpeg' }],
    pages: [{ ...page, files: [file(text, `{"kind":"blank","of":"${name}"}`)] }],
    pdf: file(pdf, `%PDF of ${name}`),
    publishedAt: '2026-11-20T08:00:00.000Z',
  };
  await put(keys.manifest(revision), [...manifestText(manifest)].join(''));
  return { revision, original, text, pdf };
}
