import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { memory, root } from './places.mjs';

const skipped = new Set(['node_modules', 'dist', 'coverage']);

/** What an installation depends on. Read whole: a checkout of another branch must be noticed whatever the file's date. */
export function installStamp() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(root, name)));
  return hash.digest('hex');
}

/** What a build depends on: every source's name, size and date. Not read, so that asking costs milliseconds. */
export function sourceStamp() {
  const hash = createHash('sha256');
  for (const name of ['tsconfig.json', 'tsconfig.base.json']) hash.update(line(join(root, name)));
  for (const place of ['packages', 'workers', 'services']) hashFolder(join(root, place), hash);
  return hash.digest('hex');
}

function hashFolder(folder, hash) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.isDirectory() && !skipped.has(entry.name)) hashFolder(join(folder, entry.name), hash);
    if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) hash.update(line(join(folder, entry.name)));
  }
}

function line(path) {
  const { size, mtimeMs } = statSync(path);
  return `${relative(root, path)}\0${size}\0${mtimeMs}\n`;
}

/** The stamp kept under a name, or null. */
export function keptStamp(name) {
  try {
    return readFileSync(join(memory, name), 'utf8');
  } catch (thrown) {
    if (thrown.code === 'ENOENT') return null;
    throw thrown;
  }
}

/** Keeps a stamp; whole or not at all. */
export function keepStamp(name, stamp) {
  mkdirSync(memory, { recursive: true });
  const unfinished = join(memory, `${name}.${process.pid}`);
  writeFileSync(unfinished, stamp);
  renameSync(unfinished, join(memory, name));
}
