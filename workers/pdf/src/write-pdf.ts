import type { Bookmark, PageLabel } from '@diachi/domain';
import type { PageText } from '@diachi/page-text';
import type { DocumentFacts } from './document-facts.ts';
import { createGlyphCodes } from './glyph-codes.ts';
import { type KeepProfile, keepProfilesIn } from './keep-profiles.ts';
import { onPage } from './on-page.ts';
import { pagePicture } from './page-picture.ts';
import { type PagePlan, planPage } from './page-plan.ts';
import { createPageTree } from './page-tree.ts';
import { createPdfWriter, type PdfReference, type PdfWriter } from './pdf-writer.ts';
import { point } from './point.ts';
import { textLayer } from './text-layer.ts';
import { writeCatalogue } from './write-catalogue.ts';
import { writeTextFont } from './write-text-font.ts';

/** A page as it goes into the PDF. The image is null when nothing of the page could be drawn. */
export type PdfPage = { readonly text: PageText; readonly image: Buffer | null };

export type PdfContents = DocumentFacts & {
  readonly labels: readonly PageLabel[];
  readonly bookmarks: readonly Bookmark[];
  /** In order; each is asked for when the one before is on disk. */
  readonly pages: AsyncIterable<PdfPage>;
};

/** Writes a searchable PDF/A-2u. One page is in memory at a time, whatever the document's length. */
export async function writePdf(path: string, contents: PdfContents): Promise<void> {
  const writer = await createPdfWriter(path);
  try {
    await writeContents(writer, contents);
  } finally {
    await writer.abandon();
  }
}

async function writeContents(writer: PdfWriter, contents: PdfContents): Promise<void> {
  const codes = createGlyphCodes();
  const keepProfile = keepProfilesIn(writer);
  const tree = createPageTree(writer);
  let font: PdfReference | null = null;

  for await (const { text, image } of contents.pages) {
    const plan = planPage(text.image);
    const picture = await onPage(tree.pages.length, () => writePicture(writer, { text, image }, keepProfile));
    const words = textLayer(text, plan, codes);
    if (words !== '') font ??= writer.reserve();
    const drawing = [picture ? drawPicture(plan) : crossedOut(plan), words].filter((part) => part !== '');
    await tree.add(plan, drawing.join('\n'), {
      ...(picture ? { XObject: { Im: picture } } : {}),
      ...(words !== '' && font ? { Font: { F: font } } : {}),
    });
  }

  if (font) await writeTextFont(writer, font, codes);
  const root = await tree.finish();
  await writeCatalogue(writer, contents, { root, pages: tree.pages });
}

async function writePicture(
  writer: PdfWriter,
  { text, image }: PdfPage,
  keepProfile: KeepProfile,
): Promise<PdfReference | null> {
  if (!image || !text.image) return null;
  const { fields, data } = await pagePicture(image, text.image.type, keepProfile);
  const reference = writer.reserve();
  await writer.writeStream(reference, fields, data);
  return reference;
}

const drawPicture = ({ widthPt, heightPt }: PagePlan) => `q ${point(widthPt)} 0 0 ${point(heightPt)} 0 0 cm /Im Do Q`;

/** A page nobody could draw is crossed through, so that it is not taken for a blank one. */
function crossedOut({ widthPt, heightPt }: PagePlan): string {
  const [left, bottom, right, top] = [36, 36, widthPt - 36, heightPt - 36].map(point);
  return `q 0.6 G 1 w ${left} ${bottom} m ${right} ${top} l ${left} ${top} m ${right} ${bottom} l S Q`;
}
