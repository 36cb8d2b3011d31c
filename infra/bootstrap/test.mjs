import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findNode } from './find-node.mjs';
import { root } from './places.mjs';
import { prepare } from './prepare.mjs';

// `npm test` checks everything; `npm test -- PLACE…` only runs the tests of those places.
// pnpm hands the `--` of its command line on; npm does not.
const places = process.argv.slice(2).filter((arg) => arg !== '--');
const tool = (...parts) => join(root, 'node_modules', ...parts);
const checks = [
  ['format and lint', tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'],
  ['types of the tests', tool('typescript', 'bin', 'tsc'), '-p', 'tsconfig.test.json'],
  ['unused code', tool('knip', 'bin', 'knip.js')],
];
const tests = ['tests', tool('vitest', 'vitest.mjs'), 'run', ...places];

await prepare();
const node = findNode();
const failed = [...(places.length === 0 ? checks : []), tests].filter(([title, ...args]) => !passes(title, args));
if (failed.length > 0) {
  process.stderr.write(`\nFailed: ${failed.map(([title]) => title).join(', ')}\n`);
  process.exitCode = 1;
}

function passes(title, args) {
  process.stderr.write(`\n— ${title}\n`);
  return spawnSync(node, args, { cwd: root, stdio: 'inherit' }).status === 0;
}
