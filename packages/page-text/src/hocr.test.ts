import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { lacksJudge } from '../../../test/judges/lacks-judge.ts';
import { hocrOf } from './hocr.ts';
import type { PageText } from './page-text.ts';
import { reading, structuredPage } from './testing/structured-page.ts';

const source = { page: 3, label: 'iv', imageName: 'page.jpg', language: 'vi', title: 'Địa chí <Mường So>' };
const hocr = (text: PageText) => hocrOf(text, source);

const one = (changed: Partial<PageText & { kind: 'read' }> = {}): PageText => ({
  ...reading,
  kind: 'read',
  words: [
    { text: 'Địa', box: { x: 100.4, y: 50, width: 80.2, height: 30 }, confidence: 0.954, line: 0, block: 0 },
    { text: 'chí', box: { x: 200, y: 52, width: 60, height: 30 }, confidence: 0.7, line: 0, block: 0 },
  ],
  blocks: [],
  furtherEngines: [],
  expectedError: null,
  damage: null,
  ...changed,
});

describe('a page as hOCR', () => {
  test('gives every word the box it lies in and how sure the engine was, in a hundred', () => {
    expect(hocr(one())).toContain(
      '<span class="ocr_line" title="bbox 100 50 260 82"><span class="ocrx_word" title="bbox 100 50 181 80; x_wconf 95">Địa</span> <span class="ocrx_word" title="bbox 200 52 260 82; x_wconf 70">chí</span></span>',
    );
  });

  test('names the image, its size and resolution, the page’s place and what is printed on it', () => {
    expect(hocr(one())).toContain(
      'title="image &quot;page.jpg&quot;; bbox 0 0 2480 3508; ppageno 3; lpageno &quot;iv&quot;; scan_res 300 300"',
    );
  });

  test('says what a block is: heading, page number, table', () => {
    const page = hocr(structuredPage());

    expect(page).toMatch(/<div class="ocr_pageno" /);
    expect(page).toMatch(/<h1 class="ocr_par" [^>]*><span class="ocr_line" [^>]*>.*CHAPITRE/);
    expect(page).toMatch(/<div class="ocr_table" /);
  });

  test('begins a paragraph where the page does', () => {
    const paragraphs = hocr(structuredPage()).split('class="ocr_carea" id="block-2"')[1]?.split('</div>')[0] ?? '';

    expect(paragraphs.match(/<p class="ocr_par"/g)).toHaveLength(2);
  });

  test('cannot be broken out of by a title, a label or a word', () => {
    const hostile = hocrOf(one({ words: [{ ...word, text: '</span><script>' }] }), {
      ...source,
      title: '</title><script>',
      label: 'a"; bbox 9 9 9 9',
    });

    expect(hostile).not.toContain('<script>');
    expect(hostile).toContain('lpageno &quot;a_; bbox 9 9 9 9&quot;');
  });

  test('of an unreadable page says why; of a blank one it has nothing to say', () => {
    const reason = { kind: 'invalid', code: 'scan.truncated', message: 'Cut short.', details: {} } as const;

    expect(hocr({ ...reading, image: null, kind: 'unreadable', reason })).toContain('scan.truncated: Cut short.');
    expect(hocr({ ...reading, kind: 'blank' })).not.toContain('class="ocr_par"');
  });

  test.skipIf(lacksJudge('xmllint', 'libxml2-utils'))(
    'is well-formed XML with no name used twice, whatever became of the page',
    () => {
      for (const page of [one(), structuredPage(), { ...reading, kind: 'blank' } as const]) {
        const written = hocr(page);
        const ids = [...written.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);

        expect(new Set(ids).size).toBe(ids.length);
        expect(() =>
          execFileSync('xmllint', ['--nonet', '--noout', '-'], { input: written, stdio: 'pipe' }),
        ).not.toThrow();
      }
    },
  );
});

const word = { text: 'Địa', box: { x: 100, y: 50, width: 80, height: 30 }, confidence: 0.9, line: 0, block: 0 };
