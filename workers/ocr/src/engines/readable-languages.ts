import { BUNDLED } from './bundled-models.ts';
import { ENGINES } from './choose-engine.ts';
import type { EngineAdapter } from './engine-adapter.ts';

/** Models that read no language: the way a page lies, and formulas. */
const NO_LANGUAGE: readonly string[] = ['osd', 'equ'];
const isLanguage = (model: string) => /^[a-z]{3}(?:_[a-z]{3,4})?$/.test(model) && !NO_LANGUAGE.includes(model);

/**
 * The languages in which pages can be read here, those that came with the library first. An engine that is chosen but not there may be
 * installed yet, and its documents wait for it.
 */
export async function readableLanguages(
  choice: string,
  engines: readonly EngineAdapter[] = ENGINES,
): Promise<readonly string[]> {
  const chosen = engines.filter(({ name }) => choice === 'auto' || choice === name);
  const known = await Promise.all(chosen.map((engine) => engine.languages()));
  const languages = [...new Set(known.flatMap((some) => some ?? BUNDLED))].filter(isLanguage);
  const ours = BUNDLED.filter((one) => languages.includes(one));
  return choice === 'auto' ? [...ours, ...languages.filter((one) => !BUNDLED.includes(one))] : languages;
}
