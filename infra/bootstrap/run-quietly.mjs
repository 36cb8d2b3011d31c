import { spawn } from 'node:child_process';
import { root } from './places.mjs';

/**
 * Runs a tool and keeps what it says to itself, unless it fails: then all of it is shown and the whole start ends
 * with `exitCode`. Resolves with what it printed.
 */
export function runQuietly(command, args, { cwd = root, exitCode = 1, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const keep = (chunk) => {
      said += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (cause) => reject(new ToolFailed(`${command}: ${cause.message}`, exitCode)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(said);
      else reject(new ToolFailed(`${said}\n${command} ${args.join(' ')} (${signal ?? code})`, exitCode));
    });
  });
}

/** A tool that did not do its work; the message is what it said. */
export class ToolFailed extends Error {
  constructor(message, exitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}
