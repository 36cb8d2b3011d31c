import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { handOver } from './hand-over.mjs';
import { root } from './places.mjs';
import { prepare } from './prepare.mjs';
import { say } from './say.mjs';

const folder = join(root, 'test', 'load');
// pnpm hands the `--` of its command line on; npm does not.
const [name = '', ...args] = process.argv.slice(2).filter((arg) => arg !== '--');
const programOf = (bench) => join(folder, bench, `bench-${bench}.ts`);

await prepare();
if (/^[a-z-]+$/.test(name) && existsSync(programOf(name))) {
  await handOver(['--conditions=source', programOf(name), ...args], {
    cwd: process.env.npm_lifecycle_event === 'bench' && process.env.INIT_CWD ? process.env.INIT_CWD : process.cwd(),
  });
} else {
  const names = readdirSync(folder).filter((each) => existsSync(programOf(each)));
  say(
    `Cách dùng: npm run bench TÊN -- …; TÊN là: ${names.join(', ')}`,
    `Usage: npm run bench NAME -- …; NAME is one of: ${names.join(', ')}`,
  );
  process.exitCode = 2;
}
