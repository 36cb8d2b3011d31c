import { describe, expect, test } from 'vitest';
import { pageDpi } from '../scan/page-dpi.ts';
import { readingScale } from '../treatments/reading-scale.ts';

describe('the resolution of a page', () => {
  test('is what intake or the file says', () => {
    expect(pageDpi(3_508, 300, 72)).toBe(300);
    expect(pageDpi(2_339, null, 200)).toBe(200);
  });

  test('is that of an A4 page when a camera claims 72 for two metres of paper', () => {
    expect(pageDpi(4_096, null, 72)).toBe(350);
    expect(pageDpi(3_508, null, null)).toBe(300);
  });
});

describe('the scale a page is read at', () => {
  test('brings letters to one size, down or up', () => {
    expect(readingScale(3_508, 15)).toBeCloseTo(0.46, 2);
    expect(readingScale(1_200, 7.5)).toBe(2);
  });

  test('leaves a scan alone that is nearly right', () => {
    expect(readingScale(1_600, 14)).toBe(1);
  });

  test('is bounded whatever was taken for letters, and sensible without any', () => {
    expect(readingScale(1_600, 1)).toBe(2.5);
    expect(readingScale(20_000, 1)).toBeLessThanOrEqual(0.4);
    expect(readingScale(10_000, 120)).toBeGreaterThanOrEqual(0.08);
    expect(readingScale(4_400, null)).toBe(0.5);
  });
});
