import type { Box, Word } from '@diachi/page-text';
import type { Place, Size } from './place.ts';

/** Words read in a cut-out of a page, as they lie on the page image: the upright box around each. */
export function placeWords<Kind extends Word>(words: readonly Kind[], place: Place, page: Size): readonly Kind[] {
  return words.map((word) => ({ ...word, box: placeBox(word.box, place, page) }));
}

/** The upright box around a box whose corners went elsewhere, kept within the page. */
export function placeBox({ x, y, width, height }: Box, place: Place, page: Size): Box {
  const corners = [
    place({ x, y }),
    place({ x: x + width, y }),
    place({ x, y: y + height }),
    place({ x: x + width, y: y + height }),
  ];
  const over = corners.map((corner) => corner.x);
  const down = corners.map((corner) => corner.y);
  const [left, top] = [Math.min(...over), Math.min(...down)];
  const [atX, atY] = [clamp(Math.round(left), page.width - 1), clamp(Math.round(top), page.height - 1)];
  return {
    x: atX,
    y: atY,
    width: Math.max(1, Math.min(page.width - atX, Math.round(Math.max(...over) - left))),
    height: Math.max(1, Math.min(page.height - atY, Math.round(Math.max(...down) - top))),
  };
}

const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));
