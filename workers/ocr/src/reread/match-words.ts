import type { Word } from '@diachi/page-text';

/** What two readings made of the same place of a line; either may have found nothing there. */
export type Match = { readonly first: readonly Word[]; readonly again: readonly Word[] };

/** Boxes that share less of the narrower one only touch. */
const LEAST_SHARE = 0.35;

/**
 * Finds what of two readings of one line stands in the same place, from left to right: mostly one word each, and several where one
 * reading divided what the other joined. (The alignment of ROVER, Fiscus 1997, by place in print instead of time of speech.)
 */
export function matchWords(first: readonly Word[], again: readonly Word[]): readonly Match[] {
  const all = [...first.map((word) => ({ word, isFirst: true })), ...again.map((word) => ({ word, isFirst: false }))];
  all.sort((one, other) => one.word.box.x - other.word.box.x);
  const groups: (typeof all)[] = [];
  for (const entry of all) {
    const met = groups.filter((group) =>
      group.some((other) => other.isFirst !== entry.isFirst && shared(other.word, entry.word) >= LEAST_SHARE),
    );
    const [into, ...others] = met;
    if (!into) {
      groups.push([entry]);
      continue;
    }
    for (const other of others) {
      into.push(...other);
      groups.splice(groups.indexOf(other), 1);
    }
    into.push(entry);
  }
  const side = (group: typeof all, isFirst: boolean) =>
    group
      .filter((entry) => entry.isFirst === isFirst)
      .map(({ word }) => word)
      .sort((one, other) => one.box.x - other.box.x);
  return groups.map((group) => ({ first: side(group, true), again: side(group, false) }));
}

/** How much of the narrower of two words stands where the other does, along the line. */
function shared({ box: one }: Word, { box: other }: Word): number {
  const left = Math.max(one.x, other.x);
  const right = Math.min(one.x + one.width, other.x + other.width);
  return Math.max(0, right - left) / Math.max(1, Math.min(one.width, other.width));
}
