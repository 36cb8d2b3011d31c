import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflateSync } from 'node:zlib';
import type { Original } from '@diachi/domain';
import { xmlText } from '@diachi/xml';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef } from 'pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { lacksJudge } from '../../../test/judges/lacks-judge.ts';
import { built, record } from './testing/built-pdf.ts';
import { blackAndWhite, jpeg } from './testing/pictures.ts';
import { columnLeft, columnRight, poem, read, unreadable } from './testing/printed-pages.ts';

const JARS = '/usr/share/java';
const CLASS_PATH = [
  'preflight',
  'pdfbox2',
  'fontbox2',
  'xmpbox',
  'commons-logging',
  'commons-io',
  'javax.activation',
  'jaxb-api',
]
  .map((name) => join(JARS, `${name}.jar`))
  .join(':');
// Characters beyond the first plane of Unicode, and some that mean nothing to a reader.
const odd = '\u{20027}\u{2A6D6}\uFEFF\u0000';

let pdf: Buffer;
let folder: string;
let document: PDFDocument;

beforeAll(async () => {
  const made = await built(
    [
      read([columnLeft, columnRight]),
      read([[odd, '"'.repeat(3)]], { image: await jpeg({ channels: 4 }) }),
      read([poem], { image: await jpeg({ channels: 3 }) }),
      read([poem], { image: await blackAndWhite(), type: 'image/png' }),
      unreadable(null),
      read([[]]),
    ],
    { bookmarks: [{ title: 'Chương một', page: 1, level: 0 }], labels: ['bìa', '1', '2', '3', '4', '5'] },
  );
  pdf = Buffer.from(made.pdf);
  folder = made.folder;
  document = await PDFDocument.load(pdf, { updateMetadata: false });
});

/**
 * PDFBox Preflight knows PDF/A-1b only. Its twin is the same file, byte for byte, but for three words of the same length that say of which
 * part of the standard it is: what is asked of structure, fonts, colours and metadata there, ours keeps too.
 */
describe.skipIf(lacksJudge(join(JARS, 'preflight.jar'), 'libpdfbox2-java'))('PDFBox Preflight', () => {
  test('finds nothing wrong with the twin of PDF/A-1b', async () => {
    expect(await preflight(twin(pdf))).toMatch(/is a valid PDF\/A-1b file/);
  });

  test('finds nothing wrong with one that nobody gave a title', async () => {
    const original = { checksum: 'a'.repeat(64), fileName: `${record.title}.jpg`, sizeBytes: 9, type: 'image/jpeg' };
    const made = await built([read([poem])], { originals: [original as Original] });

    expect(await preflight(twin(Buffer.from(made.pdf)))).toMatch(/is a valid PDF\/A-1b file/);
  });

  test.each([
    ['a file without a name of its own', (whole: Buffer) => replaced(whole, '/ID [', '/IX [')],
    [
      'colours of which nobody says what they mean',
      (whole: Buffer) => replaced(whole, '/OutputIntents', '/OutputIntentX'),
    ],
    ['metadata that tell of another part', (whole: Buffer) => replaced(whole, '<pdfaid:part>1<', '<pdfaid:part>9<')],
  ])('finds %s', async (_what, spoil) => {
    expect(await preflight(spoil(twin(pdf)))).toMatch(/is not a valid PDF\/A-1b file/);
  });
});

describe('what veraPDF asks of PDF/A-2u besides', () => {
  test('every font is in the file, and says of every glyph it draws which character that is', () => {
    const fonts = objectsOf('Font').filter((font) => font.get(PDFName.of('Subtype')) === PDFName.of('Type0'));

    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) {
      const [descendant] = font.lookup(PDFName.of('DescendantFonts'), PDFArray).asArray();
      const descriptor = dictOf(descendant).lookup(PDFName.of('FontDescriptor'), PDFDict);
      expect(descriptor.get(PDFName.of('FontFile2'))).toBeInstanceOf(PDFRef);
      const meant = meantBy(streamOf(font.get(PDFName.of('ToUnicode'))));
      expect(meant.size).toBeGreaterThan(0);
      for (const code of drawnCodes()) expect(meant.has(code), code).toBe(true);
      for (const text of meant.values()) expect(text).not.toMatch(/^(?:0000|FEFF|FFFE)$/i);
    }
  });

  test('the text that nobody sees is drawn as such, and nothing is transparent', () => {
    const whole = pdf.toString('latin1');

    expect(contents().some((content) => /\b3 Tr\b/.test(content))).toBe(true);
    expect(whole).not.toMatch(/\/(?:SMask|CA|ca|BM|Group)\b/);
  });

  test('metadata lie in the file as they are, and say the same as its dictionary', () => {
    const metadata = document.catalog.lookup(PDFName.of('Metadata'));
    if (!(metadata instanceof PDFRawStream)) throw new Error('there are no metadata');
    const xmp = Buffer.from(metadata.contents).toString('utf8');

    expect(metadata.dict.get(PDFName.of('Filter'))).toBeUndefined();
    expect(xmp).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(xmp).toContain('<pdfaid:conformance>U</pdfaid:conformance>');
    expect(xmp).toContain(`>${xmlText(document.getTitle() ?? '')}<`);
    expect(xmp).toContain(document.getCreationDate()?.toISOString().slice(0, 19) ?? 'no date');
  });

  test('what colours mean is said by one profile of ICC, whole and of its kind', () => {
    const [intent] = document.catalog.lookup(PDFName.of('OutputIntents'), PDFArray).asArray();
    const output = dictOf(intent);
    const profile = streamOf(output.get(PDFName.of('DestOutputProfile')));

    expect(output.get(PDFName.of('S'))).toBe(PDFName.of('GTS_PDFA1'));
    expect(profile.readUInt32BE(0)).toBe(profile.length);
    expect(profile.subarray(36, 40).toString()).toBe('acsp');
    expect(profile.subarray(16, 20).toString()).toBe('RGB ');
  });

  test('it has a name of its own, nothing is locked, and nothing runs or leads out of it', () => {
    const id = document.context.trailerInfo.ID;
    if (!(id instanceof PDFArray)) throw new Error('the trailer has no ID');

    expect(id.size()).toBe(2);
    expect(pdf.toString('latin1')).not.toMatch(
      /\/(?:Encrypt|JavaScript|JS|Launch|EmbeddedFiles|XFA|OpenAction|AA|LZWDecode)\b/,
    );
    expect(pdf.subarray(0, 9).toString('latin1')).toMatch(/^%PDF-1\.[4-7]\n/);
  });
});

const twin = (whole: Buffer): Buffer =>
  replaced(
    replaced(replaced(whole, '%PDF-1.7', '%PDF-1.4'), '<pdfaid:part>2<', '<pdfaid:part>1<'),
    '<pdfaid:conformance>U<',
    '<pdfaid:conformance>B<',
  );

function replaced(whole: Buffer, from: string, to: string): Buffer {
  const at = whole.indexOf(from, 0, 'latin1');
  if (at < 0) throw new Error(`${from} is not there`);
  const changed = Buffer.from(whole);
  changed.write(to.slice(0, from.length), at, 'latin1');
  return changed;
}

async function preflight(bytes: Buffer): Promise<string> {
  const path = join(folder, `judged-${Math.random()}.pdf`);
  await writeFile(path, bytes);
  const run = ['-cp', CLASS_PATH, 'org.apache.pdfbox.preflight.Validator_A1b', path];
  try {
    return (await promisify(execFile)('java', run)).stdout;
  } catch (thrown) {
    const { stdout, code } = thrown as { stdout?: string; code?: unknown };
    if (typeof stdout === 'string' && stdout !== '' && typeof code === 'number') return stdout;
    throw thrown;
  }
}

const dictOf = (reference: unknown): PDFDict => document.context.lookup(reference as PDFRef, PDFDict);

const streamOf = (reference: unknown): Buffer => {
  const stream = document.context.lookup(reference as PDFRef);
  if (!(stream instanceof PDFRawStream)) throw new Error('there is no such stream');
  const isPacked = stream.dict.get(PDFName.of('Filter'))?.toString().includes('FlateDecode') ?? false;
  return Buffer.from(isPacked ? inflateSync(stream.contents) : stream.contents);
};

const objectsOf = (type: string): readonly PDFDict[] =>
  document.context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .filter(
      (object): object is PDFDict => object instanceof PDFDict && object.get(PDFName.of('Type')) === PDFName.of(type),
    );

const contents = (): readonly string[] =>
  document.getPages().map((page) => streamOf(page.node.get(PDFName.of('Contents'))).toString('latin1'));

/** Codes of two bytes of every text that is drawn. */
const drawnCodes = (): ReadonlySet<string> =>
  new Set(
    contents().flatMap((content) =>
      [...content.matchAll(/<([0-9A-Fa-f]+)>/g)].flatMap(([, hex = '']) => hex.toUpperCase().match(/.{4}/g) ?? []),
    ),
  );

/** Which character each code means, as a table of ToUnicode tells it. */
function meantBy(table: Buffer): ReadonlyMap<string, string> {
  const meant = new Map<string, string>();
  for (const [, section = ''] of table.toString('latin1').matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', text = ''] of section.matchAll(/<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>/g)) {
      meant.set(code.toUpperCase(), text);
    }
  }
  for (const [, section = ''] of table.toString('latin1').matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', text = ''] of section.matchAll(
      /<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>/g,
    )) {
      for (let code = Number.parseInt(from, 16); code <= Number.parseInt(to, 16); code += 1) {
        meant.set(code.toString(16).toUpperCase().padStart(4, '0'), text);
      }
    }
  }
  return meant;
}
