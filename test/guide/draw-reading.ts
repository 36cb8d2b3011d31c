import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lookOver, openScan } from '@diachi/ocr-worker';
import type { BlockRole, PageText } from '@diachi/page-text';
import sharp from 'sharp';
import { createChance } from '../fixtures/made-pages/chance.ts';
import { atSlant } from '../fixtures/made-pages/damages/camera.ts';
import type { Damage } from '../fixtures/made-pages/damages/damage.ts';
import { gutter } from '../fixtures/made-pages/damages/lay.ts';
import { brokenLetters, fading, negative, specks } from '../fixtures/made-pages/damages/paper.ts';
import { blur, lowResolution } from '../fixtures/made-pages/damages/scanner.ts';
import { fromSharp, toSharp } from '../fixtures/made-pages/picture.ts';
import { drawBoxes } from './draw-boxes.ts';
import { belowEachOther, besideEachOther, partOf } from './put-together.ts';
import { openPageReader, toPng } from './recorded-reading.ts';

/**
 * Draws the pictures of `docs/reading.md` anew, or those that are named, by reading pages as the library does:
 * `pnpm exec node --conditions=source test/guide/draw-reading.ts [reading-look …]`. The tesseract program should be installed.
 */
const root = join(import.meta.dirname, '..', '..');
const images = join(root, 'docs', 'images');
const MAX_BYTES = 60_000;
const MAX_PIXELS = 250_000_000;
const HEIGHT = 620;
const BLUE = '#1565c0';
const ORANGE = '#e65100';
const ROLE_COLOURS: Readonly<Record<BlockRole, string>> = {
  text: BLUE,
  heading: '#c62828',
  'running-head': '#616161',
  'page-number': '#616161',
  table: '#2e7d32',
  caption: '#6a1b9a',
  footnote: ORANGE,
  'other-script': '#000000',
};

const reader = openPageReader();

/** Each picture, and what draws it. */
const pictures: Readonly<Record<string, () => Promise<Buffer>>> = {
  'reading-look': drawLook,
  'reading-negative': async () => drawBeforeAndAfter(await withDamages('s13-low-150dpi', 200, 5, [negative])),
  'reading-laid-flat': drawLaidFlat,
  'reading-photograph': async () => drawBeforeAndAfter(await sample('s11-phone-photo')),
  'reading-dust': drawDust,
  'reading-flattened': drawBend,
  'reading-sizes': drawSizes,
  'reading-cut-outs': drawCutOuts,
  'reading-structure': drawStructure,
  'reading-doubt': drawDoubt,
};

const asked = process.argv.slice(2);
await mkdir(images, { recursive: true });
try {
  for (const [name, draw] of Object.entries(pictures)) {
    if (asked.length === 0 || asked.includes(name)) await keep(name, await draw());
  }
} finally {
  await reader.close();
}

/** Facing pages, and what looks like letters on them; the two areas that are read. */
async function drawLook(): Promise<Buffer> {
  const scan = await sample('s12-facing-pages');
  const { overview } = await openScan(scan, MAX_PIXELS);
  const { letters } = lookOver(overview);
  const boxed = await drawBoxes(
    await toPng(overview),
    letters.map((box) => ({ box, colour: BLUE })),
    1,
  );
  const seen = await partOf(boxed, { from: [0.06, 0.09], to: [0.3, 0.35] });
  const { text, page } = await reader.read(scan);
  const areas = text.look?.areas ?? [];
  const inset = areas.map(({ x, y, width, height }) => ({
    x: x + 12,
    y: y + 12,
    width: width - 24,
    height: height - 24,
  }));
  const found = await drawBoxes(
    page,
    inset.map((box, place) => ({ box, colour: place === 0 ? BLUE : ORANGE, sign: String(place + 1) })),
    9,
  );
  return besideEachOther([seen, found], 400);
}

async function drawBeforeAndAfter(scan: Uint8Array): Promise<Buffer> {
  const { given } = await reader.read(scan);
  return besideEachOther([Buffer.from(scan), firstOf(given)], HEIGHT);
}

/** A sample as if photographed from the side, and its page image. */
async function drawLaidFlat(): Promise<Buffer> {
  const scan = await withDamages('s13-low-150dpi', 150, 8, [atSlant]);
  const { page } = await reader.read(scan);
  return besideEachOther([Buffer.from(scan), page], HEIGHT);
}

async function drawDust(): Promise<Buffer> {
  const scan = await withDamages('s13-low-150dpi', 200, 0, [specks]);
  const { given } = await reader.read(scan);
  const part = { from: [0.05, 0.05], to: [0.75, 0.4] } as const;
  const parts = await Promise.all([Buffer.from(scan), firstOf(given)].map((picture) => partOf(picture, part)));
  return besideEachOther(parts, 360);
}

async function drawBend(): Promise<Buffer> {
  const scan = await withDamages('s13-low-150dpi', 1000, 14, [gutter('side')]);
  const bent = firstOf((await reader.read(scan, ['flatten'])).given);
  const flat = firstOf((await reader.read(scan)).given);
  const part = { from: [0.1, 0.04], to: [1, 0.5] } as const;
  const parts = await Promise.all([bent, flat].map((picture) => partOf(picture, part)));
  return besideEachOther(parts, 380);
}

/** One line of print as an engine would be given it at three sizes, each drawn as wide. */
async function drawSizes(): Promise<Buffer> {
  const scan = await openScan(await sample('s01-admin-clean'), MAX_PIXELS);
  const { letterHeight } = lookOver(scan.overview);
  const ownHeight = ((letterHeight ?? 0) * scan.width) / scan.overview.width;
  const lines: Buffer[] = [];
  for (const height of [9, 15, 29]) {
    const page = await toPng(await scan.grey(height / ownHeight));
    lines.push(await partOf(page, { from: [0.12, 0.304], to: [0.36, 0.325] }));
  }
  return belowEachOther(lines, 900, true);
}

async function drawCutOuts(): Promise<Buffer> {
  const { cutOuts } = await reader.read(await hardPage());
  return belowEachOther([firstOf(cutOuts)], 560, false);
}

async function drawStructure(): Promise<Buffer> {
  const pages: Buffer[] = [];
  for (const name of ['s04-news-2col-bleed', 's05-table-g4']) {
    const { text, page } = await reader.read(await sample(name));
    pages.push(await drawBoxes(page, blocksOf(text), 7));
  }
  return besideEachOther(pages, HEIGHT);
}

function blocksOf(text: PageText) {
  const blocks = text.kind === 'read' ? text.blocks : [];
  return blocks.map(({ box, role }, place) => ({ box, colour: ROLE_COLOURS[role], sign: String(place + 1) }));
}

/** Words as archivists see them marked: less sure than 80 %, or changed after the first reading. */
async function drawDoubt(): Promise<Buffer> {
  const { text, page } = await reader.read(await hardPage());
  const words = text.kind === 'read' ? text.words : [];
  const marked = words.flatMap(({ box, confidence, change }) => {
    if (change) return [{ box, colour: BLUE, fill: 0.25 }];
    return confidence < 0.8 ? [{ box, colour: ORANGE, fill: 0.25 }] : [];
  });
  const drawn = await drawBoxes(page, marked, 2);
  return belowEachOther([await partOf(drawn, { from: [0.05, 0.62], to: [0.95, 0.97] })], 900, false);
}

/** A page that is hard to make out: pale, in broken type, out of focus and in few pixels. */
function hardPage(): Promise<Buffer> {
  return withDamages('s03-admin-yellowed', 300, 7, [fading, lowResolution, brokenLetters, blur]);
}

async function sample(name: string): Promise<Buffer> {
  const file = name === 's05-table-g4' ? 'page.tif' : 'page.jpg';
  return readFile(join(root, 'test', 'fixtures', 'pages', name, file));
}

/** A sample after something happened to it, always the same for a seed. */
async function withDamages(name: string, dpi: number, seed: number, damages: readonly Damage[]): Promise<Buffer> {
  const chance = createChance(seed);
  let print = { picture: await fromSharp(sharp(await sample(name)), 1), dpi, told: [] as readonly string[] };
  for (const damage of damages) print = { ...(await damage(print, chance)) };
  return toSharp(print.picture).jpeg({ quality: 90 }).toBuffer();
}

async function keep(name: string, picture: Buffer): Promise<void> {
  const { size } = await sharp(picture)
    .webp({ quality: 55, effort: 6 })
    .toFile(join(images, `${name}.webp`));
  if (size > MAX_BYTES) console.warn(`${name}.webp has ${size} bytes; a guide wants less.`);
}

function firstOf<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined) throw new Error('The engine was given nothing.');
  return item;
}
