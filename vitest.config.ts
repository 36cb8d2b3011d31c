import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whole clusters and whole days: minutes each, most of them waiting. Begun first, none of them is left alone at the end. */
const takesMinutes = ({ moduleId }: TestSpecification) => /\/test\/(?:cluster|e2e)\//.test(moduleId);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(takesMinutes), ...sorted.filter((file) => !takesMinutes(file))];
  }
}

export default defineConfig({
  // Packages are read as they lie on disk: no build is needed before a test.
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'], externalConditions: ['source'] } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['{packages,workers,services}/*/src/**/*.test.{ts,tsx}', 'test/**/*.test.ts', 'infra/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Left to itself it runs one file fewer at a time than there are cores; tests mostly wait for servers and processes.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    // Node takes types out of sources with WebAssembly, anew in each thread that a test starts, and V8 now and then aborts when many such threads
    // come and go (nodejs/node#64500). What is kept here is read instead; it also starts those threads sooner.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/node') },
    // Only what hangs runs into these: how fast something is, tests do not say.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Left to itself it waits for one second only, which a busy machine may take for anything. Less than a test may take: then it says what it waited for.
    expect: { poll: { timeout: 45_000 } },
  },
});
