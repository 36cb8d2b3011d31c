import { degrees, PDFDocument, PDFHexString, PDFName, type PDFPage, type PDFRef, rgb } from 'pdf-lib';
import sharp from 'sharp';

export const A4 = { width: 595, height: 842 } as const;

/** A picture whose corners tell which way up it is: red top left, green top right, blue bottom left, on white. */
export function cornerPicture(width: number, height: number) {
  const side = Math.round(Math.min(width, height) / 4);
  const patch = (background: string) => ({ create: { width: side, height: side, channels: 3 as const, background } });
  const corners = sharp({ create: { width, height, channels: 3, background: '#ffffff' } }).composite([
    { input: patch('#ff0000'), left: 0, top: 0 },
    { input: patch('#00ff00'), left: width - side, top: 0 },
    { input: patch('#0000ff'), left: 0, top: height - side },
  ]);
  return corners.removeAlpha();
}

/** What stands in the corners of an upright picture: `red green blue white`, from the top left in reading order. */
export async function cornersOf(bytes: Uint8Array): Promise<string> {
  const { data, info } = await sharp(bytes)
    .autoOrient()
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const inset = Math.round(Math.min(info.width, info.height) / 12);
  const colourAt = (x: number, y: number): string => {
    const [red = 0, green = 0, blue = 0] = data.subarray((y * info.width + x) * info.channels);
    if (red > 200 && green > 200 && blue > 200) return 'white';
    if (red > 200 && green < 90 && blue < 90) return 'red';
    if (green > 200 && red < 90 && blue < 90) return 'green';
    if (blue > 200 && red < 90 && green < 90) return 'blue';
    return `${red},${green},${blue}`;
  };
  const [right, bottom] = [info.width - 1 - inset, info.height - 1 - inset];
  return [colourAt(inset, inset), colourAt(right, inset), colourAt(inset, bottom), colourAt(right, bottom)].join(' ');
}

/** Draws the same corners as vectors. */
export function drawCorners(page: PDFPage): void {
  const { width, height } = page.getSize();
  const size = Math.min(width, height) / 4;
  const square = (x: number, y: number, color: ReturnType<typeof rgb>) =>
    page.drawRectangle({ x, y, width: size, height: size, color });
  square(0, height - size, rgb(1, 0, 0));
  square(width - size, height - size, rgb(0, 1, 0));
  square(0, 0, rgb(0, 0, 1));
}

export type PdfBuilder = {
  readonly pdf: PDFDocument;
  save(options?: { useObjectStreams?: boolean }): Promise<Uint8Array>;
};

export async function buildPdf(): Promise<PdfBuilder> {
  const pdf = await PDFDocument.create();
  return { pdf, save: (options = {}) => pdf.save({ useObjectStreams: false, ...options }) };
}

/** A page that is one JPEG. */
export async function addScan(pdf: PDFDocument, jpeg: Uint8Array, turn = 0): Promise<PDFPage> {
  const page = pdf.addPage([A4.width, A4.height]);
  page.drawImage(await pdf.embedJpg(jpeg), { x: 0, y: 0, width: A4.width, height: A4.height });
  page.setRotation(degrees(turn));
  return page;
}

/** A page that is one image with a dictionary of its own. */
export function addImage(pdf: PDFDocument, bytes: Uint8Array, dictionary: Readonly<Record<string, unknown>>): PDFPage {
  const stream = pdf.context.stream(bytes, { Type: 'XObject', Subtype: 'Image', ...dictionary } as never);
  const image = pdf.context.register(stream);
  const page = pdf.addPage([A4.width, A4.height]);
  page.node.newXObject('Im', image);
  const name = page.node.Resources()?.lookup(PDFName.of('XObject')) as unknown as { keys(): PDFName[] };
  const [key] = name.keys();
  const content = pdf.context.stream(`q ${A4.width} 0 0 ${A4.height} 0 0 cm ${key?.asString()} Do Q`);
  page.node.set(PDFName.of('Contents'), pdf.context.obj([pdf.context.register(content)]));
  return page;
}

/** Labels pages i, ii, … up to `from`, then 1, 2, …. */
export function labelPages(pdf: PDFDocument, from: number): void {
  pdf.catalog.set(PDFName.of('PageLabels'), pdf.context.obj({ Nums: [0, { S: 'r' }, from, { S: 'D' }] }));
}

export type Heading = { readonly title: string; readonly page: number; readonly under?: readonly Heading[] };

/** Gives a PDF an outline. */
export function addBookmarks(pdf: PDFDocument, headings: readonly Heading[]): void {
  const { context } = pdf;
  const build = (list: readonly Heading[], parent: PDFRef): readonly PDFRef[] => {
    const refs = list.map(() => context.nextRef());
    for (const [at, { title, page, under = [] }] of list.entries()) {
      const ref = refs[at] as PDFRef;
      const children = build(under, ref);
      const item = context.obj({ Parent: parent, Dest: [pdf.getPage(page).ref, 'Fit'] });
      item.set(PDFName.of('Title'), PDFHexString.fromText(title));
      const [next, previous] = [refs[at + 1], refs[at - 1]];
      if (next) item.set(PDFName.of('Next'), next);
      if (previous) item.set(PDFName.of('Prev'), previous);
      const [first, last] = [children[0], children.at(-1)];
      if (first && last) {
        item.set(PDFName.of('First'), first);
        item.set(PDFName.of('Last'), last);
      }
      context.assign(ref, item);
    }
    return refs;
  };
  const root = context.nextRef();
  const refs = build(headings, root);
  const outline = context.obj({ Type: 'Outlines', First: refs[0] as PDFRef, Last: refs.at(-1) as PDFRef });
  context.assign(root, outline);
  pdf.catalog.set(PDFName.of('Outlines'), root);
}
