import { nativeAdapter } from './native-engine.ts';
import type { StartEngine } from './ocr-engine.ts';
import { tesseractJsAdapter } from './tesseract-js-engine.ts';

/** An engine that pages may be read with. To be in `ENGINES` is all it takes: it can be chosen then, and its texts say that they are its. */
export type EngineAdapter = {
  /** What a person chooses it by, in `OCR_ENGINE`. */
  readonly name: string;
  /** Languages it has models for on this machine, right now; null while it is not installed. */
  languages(): Promise<readonly string[] | null>;
  /** While an engine runs, files of the moment may lie in `scratchDir`; whoever owns that folder clears it away. */
  starter(scratchDir: string): StartEngine;
};

/** The better ones first. The last is there on every machine. */
export const ENGINES: readonly EngineAdapter[] = [nativeAdapter, tesseractJsAdapter];

/** `auto`, or the name of an engine. */
export type EngineChoice = string;

export const ENGINE_CHOICES: readonly EngineChoice[] = ['auto', ...ENGINES.map(({ name }) => name)];

/** `auto` takes the first engine that has every language of the document, and the last one when none has. */
export function chooseEngine(
  choice: EngineChoice,
  scratchDir: string,
  engines: readonly EngineAdapter[] = ENGINES,
): StartEngine {
  const started = engines.map((engine) => ({ engine, start: engine.starter(scratchDir) }));
  const chosen = started.find(({ engine }) => engine.name === choice);
  if (chosen) return chosen.start;
  if (choice !== 'auto') throw new Error(`There is no engine called ${choice}.`);
  return async (wanted) => {
    const languages = wanted.language.split('+');
    for (const { engine, start } of started) {
      const known = await engine.languages();
      if (languages.every((one) => known?.includes(one))) return start(wanted);
    }
    const last = started.at(-1);
    if (!last) throw new Error('There is no engine at all.');
    return last.start(wanted);
  };
}
