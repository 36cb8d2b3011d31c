import type { Word } from '@diachi/page-text';

type Size = { readonly width: number; readonly height: number };

/** Words read on a smaller or larger copy of a page, as they lie on the page image. Both were turned around their middle. */
export function fitWords(words: readonly Word[], read: Size, page: Size, scale: number): readonly Word[] {
  const left = page.width / 2 - read.width / 2 / scale;
  const top = page.height / 2 - read.height / 2 / scale;
  return words.flatMap((word) => {
    const { box } = word;
    const x = clamp(Math.round(left + box.x / scale), page.width - 1);
    const y = clamp(Math.round(top + box.y / scale), page.height - 1);
    const width = Math.max(1, Math.min(page.width - x, Math.round(box.width / scale)));
    const height = Math.max(1, Math.min(page.height - y, Math.round(box.height / scale)));
    return { ...word, box: { x, y, width, height } };
  });
}

const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));
