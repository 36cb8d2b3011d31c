import { describe, expect, test } from 'vitest';
import { believableDpi } from './believable-dpi.ts';
import { drawnSize } from './drawn-size.ts';
import { existingText } from './existing-text.ts';

describe('how large a page is drawn', () => {
  test('at 300 dots per inch', () => {
    expect(drawnSize({ widthPt: 595, heightPt: 842 }, 40_000_000)).toEqual({
      widthPx: 2_479,
      heightPx: 3_508,
      dpi: 300,
    });
  });

  test('with fewer when it would have too many pixels', () => {
    const size = drawnSize({ widthPt: 2_384, heightPt: 3_370 }, 40_000_000);

    expect(size?.dpi).toBeGreaterThan(150);
    expect((size?.widthPx ?? 0) * (size?.heightPx ?? 0)).toBeLessThanOrEqual(40_000_000);
  });

  test('never longer than a picture may be', () => {
    expect(drawnSize({ widthPt: 72, heightPt: 14_400 }, 40_000_000)).toMatchObject({ heightPx: 30_000 });
  });

  test.each([
    { widthPt: 100_000, heightPt: 100_000 },
    { widthPt: 0, heightPt: 842 },
    { widthPt: Number.NaN, heightPt: 842 },
    { widthPt: 1, heightPt: 1_000_000 },
  ])('not at all when nobody could read it: %o', (page) => {
    expect(drawnSize(page, 40_000_000)).toBeNull();
  });
});

describe('dots per inch a file claims', () => {
  test.each([
    [300, 2_479, 300],
    [299.9994, 2_479, 300],
    [72, 3_000, null],
    [96, 3_000, null],
    [1, 3_000, null],
    [9_600, 3_000, null],
    [100, 9_000, null],
    [Number.NaN, 3_000, null],
    [Number.POSITIVE_INFINITY, 3_000, null],
    [null, 3_000, null],
    [undefined, 3_000, null],
  ])('%s for %i pixels is %s', (claimed, widthPx, dpi) => {
    expect(believableDpi(claimed, widthPx)).toBe(dpi);
  });
});

describe('words in pixels of the picture', () => {
  const picture = { bytes: new Uint8Array(), type: 'image/jpeg', widthPx: 1_000, heightPx: 2_000 } as const;
  const word = { text: 'đất', left: 0.1, top: 0.1, right: 0.2, bottom: 0.15, line: 4, block: 2 };

  test('stand where they stand on the page', () => {
    const text = existingText(
      { words: [word], unknownCharacters: 0 },
      {
        picture,
        dpi: 300,
        area: { left: 0, top: 0, right: 1, bottom: 1 },
        reader: 'pdfium',
        isUnderScan: false,
        language: 'vie',
      },
    );

    expect(text).toMatchObject({
      kind: 'read',
      image: { widthPx: 1_000, heightPx: 2_000, dpi: 300 },
      words: [{ text: 'đất', box: { x: 100, y: 200, width: 100, height: 100 }, confidence: 1, line: 0, block: 0 }],
    });
  });

  test('follow a scan that does not reach the edges of its page', () => {
    const area = { left: 0.02, top: 0.02, right: 0.98, bottom: 0.98 };

    const text = existingText(
      { words: [word], unknownCharacters: 0 },
      { picture, dpi: 300, area, reader: 'pdfium', isUnderScan: false, language: 'vie' },
    );

    expect(text.kind === 'read' && text.words[0]?.box.x).toBe(83);
  });

  test('outside of the picture are left out', () => {
    const outside = { ...word, left: 1.2, right: 1.3 };

    const text = existingText(
      { words: [outside, word], unknownCharacters: 0 },
      {
        picture,
        dpi: 300,
        area: { left: 0, top: 0, right: 1, bottom: 1 },
        reader: 'pdfium',
        isUnderScan: false,
        language: 'vie',
      },
    );

    expect(text.kind === 'read' && text.words.map((one) => one.text)).toEqual(['đất']);
  });
});
