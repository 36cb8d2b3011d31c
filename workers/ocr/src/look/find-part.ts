import type { Box } from '@diachi/page-text';
import type { Size } from '../reading/place.ts';

/** The part of a page, so large a share of it either way, around the middle one of its letters: there is something to try reading on. */
export function findPart(letters: readonly Box[], page: Size, across: number, down: number): Box {
  const width = Math.max(1, Math.floor(page.width * across));
  const height = Math.max(1, Math.floor(page.height * down));
  const at = (places: readonly number[], size: number, most: number) => {
    const middle = places.toSorted((one, other) => one - other)[Math.floor(places.length / 2)] ?? most / 2;
    return Math.round(Math.max(0, Math.min(most - size, middle - size / 2)));
  };
  return {
    x: at(
      letters.map((letter) => letter.x + letter.width / 2),
      width,
      page.width,
    ),
    y: at(
      letters.map((letter) => letter.y + letter.height / 2),
      height,
      page.height,
    ),
    width,
    height,
  };
}
