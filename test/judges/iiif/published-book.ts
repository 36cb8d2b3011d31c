import { createHash } from 'node:crypto';
import {
  type DocumentId,
  keys,
  parseChecksum,
  parseDocumentId,
  parseRecord,
  THUMBNAIL_WIDTHS_PX,
} from '@diachi/domain';
import { type PageText, pageOutcome, type Word } from '@diachi/page-text';
import type { Catalogue, ObjectStore, SearchIndex } from '@diachi/ports';
import sharp from 'sharp';

export type Kept = { readonly catalogue: Catalogue; readonly store: ObjectStore; readonly index: SearchIndex };

export type BookPage = {
  /** Lines of words; null for a page of which nothing could be drawn. */
  readonly lines: readonly string[] | null;
  /** The first line is a heading. */
  readonly hasHeading?: boolean;
};

const PAGE_PX = { width: 1_200, height: 1_600 } as const;
/** The colour of the paper: no viewer has it of its own. */
export const PAPER = { r: 205, g: 225, b: 165 } as const;

const LINE_PX = 60;
const LETTER_PX = 22;

/** Publishes a book whose pages show their words as black bars, each exactly where its text says. */
export async function publishBook(
  { catalogue, store, index }: Kept,
  name: string,
  pages: readonly BookPage[],
  record: object = {},
): Promise<DocumentId> {
  const id = parseDocumentId(digest(Buffer.from(name)).slice(0, 16));
  const revision = { documentId: id, number: 1 };
  const written = parseRecord({
    title: name,
    library: 'tinh',
    collection: '',
    kind: 'book',
    date: '',
    language: 'vie',
    ...record,
  });
  const originals = [
    { checksum: checksum(Buffer.from(name)), fileName: 'scan.pdf', sizeBytes: 9, type: 'application/pdf' as const },
  ];
  const { document } = await catalogue.receive({ id, record: written, originals });
  const put = async (key: string, bytes: Buffer, type: string) => {
    await store.put(key, bytes, type);
    return { key, checksum: checksum(bytes), sizeBytes: bytes.length };
  };
  const kept = [];
  for (const [page, { lines, hasHeading = false }] of pages.entries()) {
    const text = textOf(lines, hasHeading);
    const files = [await put(keys.text(revision, page), Buffer.from(JSON.stringify(text)), 'application/json')];
    if (text.kind === 'read') {
      const drawn = await draw(text.words);
      files.push(await put(keys.image(revision, page), await drawn.clone().jpeg().toBuffer(), 'image/jpeg'));
      for (const width of THUMBNAIL_WIDTHS_PX) {
        const small = await drawn.clone().resize({ width, withoutEnlargement: true }).webp().toBuffer();
        files.push(await put(keys.thumbnail(revision, page, width), small, 'image/webp'));
      }
    }
    kept.push({ page, label: String(page + 1), ...pageOutcome(text), image: text.image, files });
  }
  const pdf = await put(keys.pdf(revision), Buffer.from('%PDF-1.7'), 'application/pdf');
  const manifest = {
    version: 1,
    documentId: id,
    revision: 1,
    record: written,
    originals,
    pages: kept,
    pdf,
    publishedAt: '2026-11-22T00:00:00.000Z',
  };
  await store.put(keys.manifest(revision), Buffer.from(JSON.stringify(manifest)), 'application/json');
  await catalogue.openRevision(revision, kept);
  await catalogue.publish(revision, kept);
  const texts = pages.map(({ lines }, page) => ({ page, label: String(page + 1), text: (lines ?? []).join('\n') }));
  await index.put({ id, record: written, receivedAt: document.receivedAt }, texts);
  return id;
}

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const checksum = (bytes: Buffer) => parseChecksum(digest(bytes));

function textOf(lines: readonly string[] | null, hasHeading: boolean): PageText {
  const engine = { name: 'none', version: '1', model: '', settings: {} } as const;
  const reading = { version: 1, engine, treatments: [], look: null } as const;
  if (lines === null) {
    const reason = { kind: 'invalid', code: 'image.damaged', message: 'Damaged.', details: {} } as const;
    return { ...reading, kind: 'unreadable', image: null, reason };
  }
  const words = lines.flatMap((line, number) => wordsOf(line, number, hasHeading && number > 0 ? 1 : 0));
  const box = { x: 0, y: 0, ...PAGE_PX };
  const body = { role: 'text', box, level: null, paragraphs: [hasHeading ? 1 : 0] } as const;
  return {
    ...reading,
    kind: 'read',
    image: { widthPx: PAGE_PX.width, heightPx: PAGE_PX.height, type: 'image/jpeg', dpi: 150 },
    words,
    blocks: hasHeading ? [{ role: 'heading', box, level: 1, paragraphs: [0] }, body] : [body],
    furtherEngines: [],
    expectedError: null,
    damage: null,
  };
}

function wordsOf(line: string, number: number, block: number): readonly Word[] {
  let x = 100;
  return line.split(' ').map((text): Word => {
    const box = { x, y: 150 + number * LINE_PX, width: text.length * LETTER_PX, height: 40 };
    x += box.width + LETTER_PX;
    return { text, box, confidence: 0.95, line: number, block };
  });
}

async function draw(words: readonly Word[]) {
  const bars = await Promise.all(
    words.map(async ({ box: { x, y, width, height } }) => ({
      input: { create: { width, height, channels: 3 as const, background: 'black' } },
      left: x,
      top: y,
    })),
  );
  const paper = sharp({ create: { ...PAGE_PX, channels: 3, background: PAPER } });
  return sharp(await paper.composite(bars).png().toBuffer());
}
