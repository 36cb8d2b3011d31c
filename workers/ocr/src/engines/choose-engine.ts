import type { EngineAdapter } from './engine-adapter.ts';
import { nativeAdapter } from './native-engine.ts';
import type { EngineSource, Wanted } from './ocr-engine.ts';
import { tesseractJsAdapter } from './tesseract-js-engine.ts';

/** The better ones first. The last is there on every machine. */
export const ENGINES = [nativeAdapter, tesseractJsAdapter] as const satisfies readonly EngineAdapter[];

export type EngineChoice = 'auto' | (typeof ENGINES)[number]['name'];

export const ENGINE_CHOICES: readonly EngineChoice[] = ['auto', ...ENGINES.map(({ name }) => name)];

/** `auto` takes the first engine that has every language of the document, and the last one when none has. */
export function chooseEngine(
  choice: string,
  scratchDir: string,
  engines: readonly EngineAdapter[] = ENGINES,
): EngineSource {
  const sources = engines
    .filter(({ name }) => choice === 'auto' || choice === name)
    .map((engine) => ({ engine, source: engine.source(scratchDir) }));
  const last = sources.at(-1);
  if (!last) throw new Error(`There is no engine called ${choice}.`);
  if (sources.length === 1) return last.source;

  const sourceFor = async ({ language }: Wanted) => {
    for (const { engine, source } of sources) {
      const known = await engine.languages();
      if (language.split('+').every((one) => known?.includes(one))) return source;
    }
    return last.source;
  };
  return {
    nameOf: async (wanted) => (await sourceFor(wanted)).nameOf(wanted),
    start: async (wanted) => (await sourceFor(wanted)).start(wanted),
  };
}
