import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository, wherever it was cloned to. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What the bootstrap remembers between two starts. Deleting it costs one installation and one build. */
export const memory = join(root, '.bootstrap');

/** The program that `npm start` and `diachi` run. */
export const program = join(root, 'services', 'standalone', 'dist', 'main.js');

export const PNPM_VERSION = '12.21.0';
export const LEAST_NODE = 24;

/** Compiled code of the program and of what it loads, so that the next start compiles nothing. */
export const compiled = join(memory, 'compiled');
