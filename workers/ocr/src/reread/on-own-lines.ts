import type { Box, Word } from '@diachi/page-text';

/** A word lies on another when they share so much of the smaller. */
const MOST_SHARED = 0.5;

/**
 * What was read again in a stretch, without words of the lines above and below it: where a seal makes a box too high, its cut-out holds
 * parts of those, and they have been read.
 */
export function onOwnLines(again: readonly Word[], stretch: readonly Word[], all: readonly Word[]): readonly Word[] {
  const own = new Set(stretch);
  const others = all.filter((word) => !own.has(word));
  return again.filter(
    ({ box }) => !others.some((other) => isOn(box, other.box)) || stretch.some((word) => isOn(box, word.box)),
  );
}

function isOn(one: Box, other: Box): boolean {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  const least = Math.min(one.width * one.height, other.width * other.height);
  return width > 0 && height > 0 && width * height > MOST_SHARED * least;
}
