import { deflateSync } from 'node:zlib';
import type { Bookmark, PageLabel } from '@diachi/domain';
import { type DocumentFacts, PRODUCER } from './document-facts.ts';
import { pageLabels } from './page-labels.ts';
import { type PdfReference, type PdfWriter, pdfAscii, pdfText } from './pdf-writer.ts';
import { srgbProfile } from './srgb-profile.ts';
import { writeOutline } from './write-outline.ts';
import { xmpPacket } from './xmp.ts';

export type CatalogueContents = DocumentFacts & {
  readonly labels: readonly PageLabel[];
  readonly bookmarks: readonly Bookmark[];
};

/** Writes what stands over the pages (ISO 32000-1, 7.7.2): title, language, bookmarks, labels, metadata and what its colours mean; and closes the file. */
export async function writeCatalogue(
  writer: PdfWriter,
  contents: CatalogueContents,
  tree: { readonly root: PdfReference; readonly pages: readonly PdfReference[] },
): Promise<void> {
  const outline = await writeOutline(writer, contents.bookmarks, tree.pages);
  const metadata = writer.reserve();
  const profile = writer.reserve();
  const intent = writer.reserve();
  const info = writer.reserve();
  const root = writer.reserve();
  // Not compressed, so that programs which know no PDF find it (ISO 19005-2, 6.6.2).
  await writer.writeStream(metadata, { Type: 'Metadata', Subtype: 'XML' }, Buffer.from(xmpPacket(contents)));
  await writer.writeStream(profile, { N: 3, Filter: 'FlateDecode' }, deflateSync(srgbProfile()));
  await writer.write(intent, {
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: pdfText('sRGB IEC61966-2.1'),
    Info: pdfText('sRGB IEC61966-2.1'),
    DestOutputProfile: profile,
  });
  const date = pdfAscii(`D:${contents.createdAt.toISOString().replace(/\D/g, '').slice(0, 14)}Z`);
  await writer.write(info, {
    ...(contents.title !== null && { Title: pdfText(contents.title) }),
    Producer: pdfText(PRODUCER),
    CreationDate: date,
    ModDate: date,
  });
  await writer.write(root, {
    Type: 'Catalog',
    Pages: tree.root,
    Lang: pdfAscii(contents.language),
    Metadata: metadata,
    OutputIntents: [intent],
    PageLabels: pageLabels(contents.labels),
    ...(contents.title !== null && { ViewerPreferences: { DisplayDocTitle: true } }),
    ...(outline ? { Outlines: outline, PageMode: 'UseOutlines' } : {}),
  });
  await writer.finish({ root, info, id: contents.id });
}
