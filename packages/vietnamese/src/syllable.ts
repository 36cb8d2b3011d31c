import { TONE_DIGITS } from './marks.ts';
import { type Rhyme, rhymes, rhymesAfterGi, rhymesAfterQu } from './rhymes.ts';

const FREE_ONSETS = [
  '',
  'b',
  'ch',
  'd',
  'đ',
  'h',
  'kh',
  'l',
  'm',
  'n',
  'nh',
  'p',
  'ph',
  'r',
  's',
  't',
  'th',
  'tr',
  'v',
  'x',
];
// The same sound before i, e, ê (the right hand) and before every other vowel (the left hand).
const SPLIT_ONSETS = [
  ['c', 'k'],
  ['g', 'gh'],
  ['ng', 'ngh'],
] as const;
// y alone is written for i at the end of some words, by old habit: lý, mỹ, kỹ, Hy, sỹ, Thy, Vy.
const ONSETS_BEFORE_Y = ['', 'h', 'k', 'l', 'm', 'n', 's', 't', 'th', 'v'];

const TONES = ['', ...Object.keys(TONE_DIGITS)];
const STOPPED_TONES = ['\u0301', '\u0323'];

/** Toneless spelling → the places in it where a tone mark may stand, and which. */
type Shape = { readonly toneAt: readonly number[]; readonly isStopped: boolean };

let known: ReadonlyMap<string, Shape> | undefined;

/**
 * Whether a word can be a Vietnamese syllable: an onset, a rhyme and a tone that the language has, spelt by its rules, with
 * the tone mark in the new place or the old. Says nothing about whether it means something. Capitals and NFD are fine.
 */
export function isSyllable(word: string): boolean {
  const letters = word.normalize('NFC').toLowerCase();
  if (letters.length === 0 || letters.length > 8) return false;
  const { toneless, tone, at } = takeTone(letters);
  const shape = shapes().get(toneless);
  if (!shape) return false;
  if (tone === '') return !shape.isStopped;
  return shape.toneAt.includes(at) && (!shape.isStopped || STOPPED_TONES.includes(tone));
}

/** Every possible syllable with every tone it can have, tone marks in the new place; about 16,000. */
export function possibleSyllables(): readonly string[] {
  return [...shapes()].flatMap(([toneless, { toneAt, isStopped }]) =>
    (isStopped ? STOPPED_TONES : TONES).map((tone) => putTone(toneless, tone, toneAt[0] ?? 0)),
  );
}

/** A syllable in small letters, NFC, its tone mark in the new place; what is none comes back in small letters and NFC. */
export function canonicalSyllable(word: string): string {
  const letters = word.normalize('NFC').toLowerCase();
  if (!isSyllable(letters)) return letters;
  const { toneless, tone } = takeTone(letters);
  return tone === '' ? letters : putTone(toneless, tone, shapes().get(toneless)?.toneAt[0] ?? 0);
}

/** Splits off the last tone mark; a second one stays, and no syllable has two. */
function takeTone(letters: string): { toneless: string; tone: string; at: number } {
  let tone = '';
  let place = -1;
  const toneless = [...letters].map((letter, at) => {
    const [base = '', ...marks] = letter.normalize('NFD');
    const found = marks.find((mark) => mark in TONE_DIGITS);
    if (!found || tone !== '') return letter;
    tone = found;
    place = at;
    return [base, ...marks.filter((mark) => mark !== found)].join('').normalize('NFC');
  });
  return { toneless: toneless.join(''), tone, at: place };
}

const putTone = (toneless: string, tone: string, at: number) =>
  (toneless.slice(0, at + 1) + tone + toneless.slice(at + 1)).normalize('NFC');

function shapes(): ReadonlyMap<string, Shape> {
  known ??= new Map(
    [...spellings()].map(([onset, rhyme]) => [
      onset + rhyme.letters,
      { toneAt: rhyme.toneAt.map((at) => at + onset.length), isStopped: rhyme.isStopped },
    ]),
  );
  return known;
}

function* spellings(): Generator<readonly [onset: string, rhyme: Rhyme]> {
  for (const rhyme of rhymes) {
    const isBeforeSlender = /^[ieê]/.test(rhyme.letters);
    const isRounded = /^(?:o[aăe]|u[âêơy])/.test(rhyme.letters);
    if (rhyme.letters === 'y') {
      for (const onset of ONSETS_BEFORE_Y) yield [onset, rhyme];
    } else if (rhyme.letters.startsWith('y')) {
      yield ['', rhyme];
    } else {
      for (const onset of FREE_ONSETS) if (!isMisspelt(onset, rhyme)) yield [onset, rhyme];
      for (const [broad, slender] of SPLIT_ONSETS) {
        // c before the sound w is written q.
        if (!(broad === 'c' && isRounded)) yield [isBeforeSlender ? slender : broad, rhyme];
      }
    }
  }
  yield* afterQuAndGi();
}

// iê at the beginning of a word is written yê.
const isMisspelt = (onset: string, rhyme: Rhyme) => onset === '' && rhyme.letters.startsWith('iê');

function* afterQuAndGi(): Generator<readonly [onset: string, rhyme: Rhyme]> {
  for (const rhyme of rhymesAfterQu) {
    // By the old habit quý is also written qúy.
    yield ['qu', rhyme.letters === 'y' ? { ...rhyme, toneAt: [0, -1] } : rhyme];
  }
  for (const rhyme of rhymesAfterGi) yield ['gi', rhyme];
  for (const rhyme of rhymes) if (/^i(?:n|m|p|ch)?$/.test(rhyme.letters)) yield ['g', rhyme];
}
