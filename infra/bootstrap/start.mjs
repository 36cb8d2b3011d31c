import { handOver } from './hand-over.mjs';
import { program } from './places.mjs';
import { prepare } from './prepare.mjs';

// npm runs this in the repository's folder and says where the person stood: paths are meant from there.
const { npm_lifecycle_event: script, INIT_CWD: stood } = process.env;

await prepare();
await handOver([program, 'serve', ...process.argv.slice(2)], {
  cwd: script === 'start' && stood ? stood : process.cwd(),
});
