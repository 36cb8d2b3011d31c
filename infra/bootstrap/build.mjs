import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findNode } from './find-node.mjs';
import { compiled, program, root } from './places.mjs';
import { runQuietly } from './run-quietly.mjs';
import { say } from './say.mjs';
import { keepStamp, keptStamp, sourceStamp } from './stamp.mjs';

/** True when the built program is that of the sources as they lie here. */
export const isBuilt = () => existsSync(program) && keptStamp('built') === sourceStamp();

/** Compiles every package, and the scripts that browsers load. */
export async function build() {
  say('Đang chuẩn bị chương trình…', 'Preparing the program…');
  // Taken before: a source saved while the build runs is built again next time.
  const stamp = sourceStamp();
  // What was compiled of the program before would lie there for ever.
  rmSync(compiled, { recursive: true, force: true });
  const node = findNode();
  const portal = join(root, 'services', 'portal');
  await Promise.all([
    runQuietly(node, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b']),
    existsSync(join(portal, 'vite.config.ts')) &&
      runQuietly(node, [join(portal, 'node_modules', 'vite', 'bin', 'vite.js'), 'build'], { cwd: portal }),
  ]);
  keepStamp('built', stamp);
}
