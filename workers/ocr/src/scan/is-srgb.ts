// Colours of the three primaries in the space profiles join in, lit as by D50 (IEC 61966-2-1, brought to D50 as ICC.1 asks).
const PRIMARIES = { rXYZ: [0.436, 0.2225, 0.0139], gXYZ: [0.3851, 0.7169, 0.0971], bXYZ: [0.1431, 0.0606, 0.7141] };
const CURVES = ['rTRC', 'gTRC', 'bTRC'];
const LEVELS = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 1];
// Nobody sees less than this, and profiles of one name differ by as much.
const SAME = 0.006;
const HEADER_BYTES = 128;
const MOST_TAGS = 100;

/**
 * True for a colour profile (ICC.1:2010, a matrix and three curves) that says what is taken for granted without one: to leave it out
 * changes nothing, and applying it to a page costs more than decoding it. A damaged profile is none of these.
 */
export function isSrgb(profile: Uint8Array): boolean {
  const tags = tagsOf(profile);
  if (tags.has('A2B0') || tags.has('D2B0')) return false;
  const areSamePrimaries = Object.entries(PRIMARIES).every(([name, wanted]) =>
    wanted.every((value, place) => isNear(fixed(tags.get(name), 8 + place * 4), value)),
  );
  return (
    areSamePrimaries &&
    CURVES.every((name) => LEVELS.every((level) => isNear(light(tags.get(name), level), srgb(level))))
  );
}

function tagsOf(profile: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const tags = new Map<string, Uint8Array>();
  const count = Math.min(MOST_TAGS, whole(profile, HEADER_BYTES, 4) || 0);
  for (let at = HEADER_BYTES + 4; at < HEADER_BYTES + 4 + count * 12; at += 12) {
    const from = whole(profile, at + 4, 4);
    if (from >= 0) tags.set(word(profile, at), profile.subarray(from, from + whole(profile, at + 8, 4)));
  }
  return tags;
}

/** How much light a level of a channel stands for; not a number where the curve is none. */
function light(curve: Uint8Array | undefined, level: number): number {
  if (!curve) return Number.NaN;
  if (word(curve, 0) === 'para') return parametric(curve, level);
  if (word(curve, 0) !== 'curv') return Number.NaN;
  const count = whole(curve, 8, 4);
  if (count === 0) return level;
  if (count === 1) return level ** (whole(curve, 12, 2) / 256);
  const place = level * (count - 1);
  const [before, after] = [Math.floor(place), Math.ceil(place)].map((one) => whole(curve, 12 + one * 2, 2) / 65_535);
  return (before as number) + (place - Math.floor(place)) * ((after as number) - (before as number));
}

/** The plain power, and the one that begins as a straight line. */
function parametric(curve: Uint8Array, level: number): number {
  const [power, a, b, c, d] = [0, 1, 2, 3, 4].map((place) => fixed(curve, 12 + place * 4)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const form = whole(curve, 8, 2);
  if (form === 0) return level ** power;
  if (form !== 3) return Number.NaN;
  return level >= d ? (a * level + b) ** power : c * level;
}

const srgb = (level: number) => (level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4);

const isNear = (one: number, other: number) => Math.abs(one - other) < SAME;

const word = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));

/** Not a number beyond the end, and so near to nothing. */
function whole(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let place = at; place < at + size; place++) value = value * 256 + (bytes[place] ?? Number.NaN);
  return value;
}

function fixed(bytes: Uint8Array | undefined, at: number): number {
  if (!bytes) return Number.NaN;
  const value = whole(bytes, at, 4);
  return (value >= 2 ** 31 ? value - 2 ** 32 : value) / 65_536;
}
