import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { memory } from './places.mjs';
import { say } from './say.mjs';

const lock = join(memory, 'lock');
const BEAT_MS = 2_000;
const DEAD_AFTER_MS = 20_000;

/** Runs `work` while no other bootstrap of this folder installs or builds; waits for it, and says so. */
export async function alone(work) {
  mkdirSync(memory, { recursive: true });
  const mine = `${process.pid} ${Date.now()} ${Math.random()}`;
  let isTold = false;
  while (!take(mine)) {
    if (!isTold) {
      say(
        'Một tiến trình khác đang cài đặt trong thư mục này; đang chờ…',
        'Another process is installing in this folder; waiting for it…',
      );
    }
    isTold = true;
    await wait(300);
  }
  const beat = setInterval(() => touch(), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (read() === mine) rmSync(lock, { force: true });
  }
}

function take(mine) {
  try {
    writeFileSync(lock, mine, { flag: 'wx' });
    return true;
  } catch (thrown) {
    if (thrown.code !== 'EEXIST') throw thrown;
  }
  removeWhenDead();
  return false;
}

// The holder touches its lock every two seconds, so a process killed in the middle is known by its silence.
function removeWhenDead() {
  const holder = read();
  if (holder === null || !isDead(holder)) return;
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch (thrown) {
    if (thrown.code === 'ENOENT') return;
    throw thrown;
  }
  // Someone else may have removed the dead one and taken the lock between our two looks: give it back.
  if (readFileSync(aside, 'utf8') === holder) rmSync(aside, { force: true });
  else renameSync(aside, lock);
}

function isDead(holder) {
  const [pid] = holder.split(' ');
  if (/^\d+$/.test(pid) && !isAlive(Number(pid))) return true;
  try {
    return Date.now() - statSync(lock).mtimeMs > DEAD_AFTER_MS;
  } catch (thrown) {
    if (thrown.code === 'ENOENT') return false;
    throw thrown;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown.code === 'EPERM';
  }
}

function read() {
  try {
    const holder = readFileSync(lock, 'utf8');
    return holder === '' ? null : holder;
  } catch (thrown) {
    if (thrown.code === 'ENOENT') return null;
    throw thrown;
  }
}

function touch() {
  try {
    utimesSync(lock, new Date(), new Date());
  } catch (thrown) {
    if (thrown.code !== 'ENOENT') throw thrown;
  }
}
