import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const configFile = join(import.meta.dirname, 'dependency-cruiser.cjs');

/** Holds a tree of packages against the dependency rule. */
export async function cruiseTree(root: string): Promise<ICruiseResult> {
  const { forbidden, options } = createRequire(import.meta.url)(configFile);
  const { tsConfig: _readBelow, enhancedResolveOptions, ...cruiseOptions } = options;
  const tsConfig = extractTSConfig(join(import.meta.dirname, 'tsconfig.json'));
  const { output } = await cruise(
    ['packages', 'workers', 'services'],
    { ...cruiseOptions, baseDir: root, ruleSet: { forbidden }, validate: true },
    { ...enhancedResolveOptions, tsConfig: join(import.meta.dirname, 'tsconfig.json') },
    { tsConfig },
  );
  if (typeof output === 'string') throw new Error('the cruiser printed instead of answering');
  return output;
}
