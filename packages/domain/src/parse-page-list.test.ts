import { describe, expect, test } from 'vitest';
import { parsePageList } from './parse-page-list.ts';

describe('the list of pages', () => {
  test('is read back as intake wrote it', () => {
    expect(parsePageList(bytes(whole()))).toEqual(whole());
  });

  test('loses bookmarks that lead to no page, and keeps the others', () => {
    const bookmarks = [{ title: 'Phụ lục', page: 7, level: 0 }, ...whole().bookmarks];

    expect(parsePageList(bytes({ ...whole(), bookmarks })).bookmarks).toEqual(whole().bookmarks);
  });

  test.each([
    ['that is not JSON', '['],
    ['without pages', { bookmarks: [] }],
    ['whose pages are out of order', { ...whole(), pages: whole().pages.toReversed() }],
    ['whose label is a number', { ...whole(), pages: [{ ...whole().pages[0], label: 1 }] }],
    ['whose bookmark has no page', { ...whole(), bookmarks: [{ title: 'Lời tựa', level: 0 }] }],
    ['whose damage is not a note', { ...whole(), pages: [{ ...whole().pages[0], damage: 'burnt' }] }],
  ])('%s is refused as broken', (_, raw) => {
    expect(() => parsePageList(bytes(raw))).toThrow(expect.objectContaining({ code: 'page-list.broken' }));
  });
});

const bytes = (raw: unknown) => new TextEncoder().encode(typeof raw === 'string' ? raw : JSON.stringify(raw));

const whole = () => ({
  pages: [
    { page: 0, label: 'i', scanKey: 'originals/aa/a', type: 'image/jpeg', dpi: 300, textKey: null, damage: null },
    {
      page: 1,
      label: '1',
      scanKey: null,
      type: null,
      dpi: null,
      textKey: null,
      damage: { kind: 'invalid', code: 'scan.truncated', message: 'Cut short.', details: { page: 1 } },
    },
  ],
  bookmarks: [{ title: 'Lời nói đầu', page: 1, level: 0 }],
});
