import { runProgram } from './run-program.ts';

/** Everything this process takes from the outside comes in here. */
process.exitCode = await runProgram({
  args: process.argv.slice(2),
  env: process.env,
  process,
  stdout: process.stdout,
  stderr: process.stderr,
});
