/** A rhyme of the written language, without its tone. */
export type Rhyme = {
  readonly letters: string;
  /** Which of its letters may carry the tone mark: the new place first, then the old one where it differs. */
  readonly toneAt: readonly number[];
  /** Rhymes closed by p, t, c or ch have only the tones sắc and nặng. */
  readonly isStopped: boolean;
};

const RHYMES = `
  a ac ach ai am an ang anh ao ap at au ay
  ăc ăm ăn ăng ăp ăt
  âc âm ân âng âp ât âu ây
  e ec em en eng eo ep et
  ê êch êm ên ênh êp êt êu
  i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
  o oc oi om on ong op ot oong ooc
  oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet
  ô ôc ôi ôm ôn ông ôp ôt
  ơ ơi ơm ơn ơp ơt
  u ua uc ui um un ung uôc uôi uôm uôn uông uôt up ut
  uân uâng uât uây uê uêch uên uênh uêt uêu uơ uy uya uych uyên uyêt uyn uynh uyp uyt uyu
  ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
  y yêm yên yêng yêt yêu
`;

// After q the sound w is written u, so the rest of the rhyme follows qu.
const AFTER_QU = `
  a ac ach ai am an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây
  e en eo et ê êch ên ênh êt êu i iên iêt inh it iu ich ôc ơ ơi ơn ơt y yên yêt ych ynh yt
`;

// gi before i: the letter is written once (gì, gìn), and iê is written ê with the i of gi (giếng, giết).
const AFTER_GI =
  'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âp ât âu ây e em en eo ep et '.concat(
    'o oc oi om on ong op ot oa ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơn ơp ơt u ua uc ui um un ung uôc uôi uôn uông uôt up ut ',
    'ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ưt ưu êng êt êc ên êm êp êu',
  );

const listOf = (written: string) => written.trim().split(/\s+/);

export const rhymes: readonly Rhyme[] = listOf(RHYMES).map(describe);
export const rhymesAfterQu: readonly Rhyme[] = listOf(AFTER_QU).map(describe);
export const rhymesAfterGi: readonly Rhyme[] = listOf(AFTER_GI).map(describe);

/** Works out where the tone mark goes. */
function describe(letters: string): Rhyme {
  const nucleus = /^[aăâeêioôơuưy]+/.exec(letters)?.[0] ?? '';
  return {
    letters,
    toneAt: toneAt(nucleus, nucleus.length < letters.length),
    isStopped: /(?:[ptc]|ch)$/.test(letters),
  };
}

function toneAt(nucleus: string, isClosed: boolean): readonly number[] {
  // The last marked vowel carries it: ê of yê, ơ of ươ.
  const marked = Math.max(...[...'ăâêôơư'].map((vowel) => nucleus.lastIndexOf(vowel)));
  if (marked >= 0) return [marked];
  if (nucleus.length === 1) return [0];
  if (nucleus.length === 3 || isClosed) return [1];
  return ['oa', 'oe', 'uy'].includes(nucleus) ? [1, 0] : [0];
}
