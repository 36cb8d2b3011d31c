import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DocumentRecord, keys, parseRecord, parseRevision } from '@diachi/domain';
import type { PageText, Word } from '@diachi/page-text';
import { buildPdf } from '@diachi/pdf-worker';
import type { ObjectStore } from '@diachi/ports';
import { createFileObjectStore } from '@diachi/store-files';

export type PdfBench = {
  readonly pages: number;
  readonly imagesMb: number;
  readonly pdfMb: number;
  readonly wallMsPerPage: number;
  readonly cpuMsPerPage: number;
  readonly peakRssMb: number;
};

const revision = parseRevision({ documentId: '0000000000000001', number: 1 });
const record: DocumentRecord = parseRecord({ title: 'Sách năm trăm trang', library: 'tinh' });

/** Builds the PDF of a long book whose every page is this image with 450 words on it, and measures what it takes. */
export async function benchPdf({
  pages,
  image,
}: {
  readonly pages: number;
  readonly image: string;
}): Promise<PdfBench> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-pdf-'));
  try {
    const store = await createFileObjectStore({ folder: join(folder, 'store') });
    await fill(store, folder, { pages, image });
    const scratchDir = mkdtempSync(join(folder, 'scratch-'));
    const catalogue = { document: async () => ({ record }) as never };

    const started = performance.now();
    const before = process.cpuUsage();
    await buildPdf({ store, catalogue, scratchDir }, { revision, pageCount: pages });
    const { user, system } = process.cpuUsage(before);
    const wallMs = performance.now() - started;

    return {
      pages,
      imagesMb: round((statSync(image).size * pages) / 1e6),
      pdfMb: round((await store.sizeBytes(keys.pdf(revision))) / 1e6),
      wallMsPerPage: round(wallMs / pages),
      cpuMsPerPage: round((user + system) / 1e3 / pages),
      // The most the whole process ever held, the system's own count.
      peakRssMb: round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(
  store: ObjectStore,
  folder: string,
  { pages, image }: { readonly pages: number; readonly image: string },
): Promise<void> {
  const scans = Array.from({ length: pages }, (_, page) => ({
    page,
    label: String(page + 1),
    scanKey: null,
    type: null,
    dpi: null,
    textKey: null,
    blocks: [],
    furtherEngines: [],
    expectedError: null,
    damage: null,
  }));
  const list = { pages: scans, bookmarks: [{ title: 'Chương một', page: 0, level: 0 }] };
  await store.put(keys.pageList(revision), json(list), 'application/json');
  const isPng = readFileSync(image).subarray(1, 4).toString('latin1') === 'PNG';
  const type = isPng ? 'image/png' : 'image/jpeg';
  for (let page = 0; page < pages; page++) {
    const copy = join(folder, 'copy');
    copyFileSync(image, copy);
    await store.putFile(keys.image(revision, page), copy, type);
    await store.put(keys.text(revision, page), json(pageText(page, type)), 'application/json');
  }
}

/** Thirty lines of fifteen words. */
function pageText(page: number, type: 'image/jpeg' | 'image/png'): PageText {
  const words = Array.from({ length: 450 }, (_, place): Word => {
    const line = Math.floor(place / 15);
    const box = { x: 250 + (place % 15) * 135, y: 300 + line * 95, width: 118, height: 44 };
    return { text: syllable(page * 450 + place), box, confidence: 0.95, line, block: Math.floor(line / 10) };
  });
  return {
    version: 1,
    image: { widthPx: 2479, heightPx: 3508, dpi: 300, type },
    engine: { name: 'none', version: '', model: '', settings: {} },
    treatments: [],
    look: null,
    kind: 'read',
    words,
    blocks: [],
    furtherEngines: [],
    expectedError: null,
    damage: null,
  };
}

const onsets = ['b', 'ch', 'đ', 'g', 'kh', 'l', 'm', 'ng', 'nh', 'ph', 'th', 'tr', 'v'];
const rhymes = ['ương', 'iễn', 'ấp', 'ổi', 'ữa', 'ích', 'oàn', 'ê', 'ạnh', 'ưởng', 'ậu'];

const syllable = (number: number) => `${onsets[number % onsets.length]}${rhymes[number % rhymes.length]}`;

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

const round = (value: number) => Math.round(value * 10) / 10;

// A process of its own, so that the peak of memory is the PDF's alone.
if (import.meta.main) {
  const { values } = parseArgs({ options: { pages: { type: 'string', default: '500' }, image: { type: 'string' } } });
  const image = values.image ?? new URL('../../fixtures/pages/s01-admin-clean/page.jpg', import.meta.url).pathname;
  console.table([await benchPdf({ pages: Number(values.pages), image })]);
}
