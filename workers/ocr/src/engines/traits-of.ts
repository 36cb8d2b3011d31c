import type { Engine } from '@diachi/page-text';
import { ENGINES } from './choose-engine.ts';
import type { EngineAdapter, EngineTraits } from './engine-adapter.ts';

/** What is known of the engine a record names; of one that is not here any more, nothing. */
export function traitsOf({ name }: Engine): EngineTraits {
  const engines: readonly EngineAdapter[] = ENGINES;
  const known = engines.find(({ traits }) => traits.recordedAs === name);
  return known?.traits ?? { recordedAs: name, confidenceWeights: null, cutOutScale: 1 };
}
