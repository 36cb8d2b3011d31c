import { EVIDENCE, evidenceOf, READING_STEPS } from '@diachi/ocr-worker';
import { comparable } from './character-error.ts';
import { readTruth, type TruePage } from './find-pages.ts';
import { fitWeights, type Observation } from './fit-weights.ts';
import { matchWords } from './match-words.ts';
import { libraryReaders, type ReaderOptions } from './readers.ts';

/**
 * Reads pages with every step but the calibration, and prints the weights under which the confidence of their words is what it says:
 * what belongs into `the traits of its adapter in `workers/ocr/src/engines``. Each set counts as the pages it has.
 */
export async function fitConfidence(
  pages: readonly TruePage[],
  options: ReaderOptions,
  print: (line: string) => void,
): Promise<void> {
  const steps = new Set(READING_STEPS.filter((step) => step !== 'calibrate'));
  const observations = new Map<string, Observation[]>();
  const [reader] = libraryReaders(options, [{ name: 'not calibrated', steps }]);
  if (!reader) return;
  try {
    for (const page of pages) {
      const read = await reader.read(page.picture);
      if (read.kind !== 'read') continue;
      const seen = observations.get(read.engine.name) ?? [];
      observations.set(read.engine.name, seen);
      const truth = await readTruth(page);
      const wanted = truth.page?.words.map(({ text }) => text) ?? truth.exact.split(/\s+/).filter((one) => one !== '');
      const found = read.words.map(({ text }) => text);
      const evidence = evidenceOf(read.words);
      for (const [at, match] of matchWords(wanted, found).entries()) {
        const isRight = match !== null && comparable(wanted[match] ?? '') === comparable(found[at] ?? '');
        seen.push({ evidence: evidence[at] ?? [], isRight });
      }
      print(`${page.name}: ${found.length} words`);
    }
  } finally {
    await reader.close();
  }
  for (const [engine, seen] of observations) {
    const right = seen.filter(({ isRight }) => isRight).length;
    print(`\n${engine}: ${seen.length} words, ${((100 * right) / seen.length).toFixed(2)} % right`);
    const weights = fitWeights(seen).map((weight) => Math.round(weight * 1_000) / 1_000);
    print(`${EVIDENCE.join(', ')}:\n[${weights.join(', ')}]`);
  }
}
