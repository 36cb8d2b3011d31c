import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { findNode } from './find-node.mjs';
import { compiled } from './places.mjs';

// glibc gives each thread a heap of its own and little of it back: after reading, an idle server kept 286 MB, with these 165 MB.
const sparing = process.platform === 'linux' ? { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' } : {};

/**
 * Runs a script with the pinned Node in place of this process: same terminal, same signals, same exit code.
 * Never returns before it ends.
 */
export function handOver(args, { cwd = process.cwd() } = {}) {
  const env = { ...sparing, NODE_COMPILE_CACHE: compiled, ...process.env };
  // The channel tells the program when this process is gone, even by kill -9: it then ends in order.
  const child = spawn(findNode(), args, { cwd, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal sends Ctrl-C to both of us; the program takes signals that come close together for one.
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.exitCode = code ?? 128 + constants.signals[signal];
      resolve(process.exitCode);
    });
  });
}
