import { runProgram } from './run-program.ts';

// Whoever read what is printed may have gone (`diachi search … | head`, a closed terminal): the work goes on without them.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (thrown: NodeJS.ErrnoException) => {
    if (thrown.code !== 'EPIPE' && thrown.code !== 'EIO') throw thrown;
  });
}

/** Everything this process takes from the outside comes in here. */
process.exitCode = await runProgram({
  args: process.argv.slice(2),
  env: process.env,
  process,
  stdout: process.stdout,
  stderr: process.stderr,
});
