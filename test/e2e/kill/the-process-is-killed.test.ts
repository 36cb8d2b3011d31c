import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesUnder, hasUnfinished, stepsEnded, writtenAgain } from './files-of-the-store.ts';
import { type KillableLibrary, killableLibrary } from './killable-library.ts';

const strips = join(import.meta.dirname, '..', '..', 'fixtures', 'strips');
const strip = (number: number) => join(strips, `${String(number).padStart(2, '0')}.jpg`);

/** What is taken in, a document at a time, between kills; each is acknowledged or sent again, as a person would. */
const documents = [
  [strip(1), strip(2), strip(3)],
  [strip(4)],
  [strip(5), strip(6)],
  [strip(7), strip(8), strip(9)],
  [strip(10)],
  [strip(11), strip(12)],
];
const PAGES = 12;
const KILLS = 20;
/** On a machine so slow that this is over first, fewer kills have to do. */
const KILLING_MS = 50_000;
/** One kill of so many comes while the library starts, the others while it works. */
const ONE_WHILE_STARTING = 4;
/** A kill at a step comes when this many have ended since the start, or fewer. */
const MOST_STEPS = 2;
/** And then up to so long after, in the middle of the next. */
const INTO_NEXT_MS = 200;

let folder: string;
let library: KillableLibrary;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diachi-kill-'));
  library = await killableLibrary(folder);
});
afterAll(async () => {
  await library.kill();
  await rm(folder, { recursive: true, force: true });
});

test('killed at twenty moments of its work, the library loses nothing, repeats nothing and leaves nothing lying about', {
  timeout: 150_000,
}, async () => {
  const random = seeded(Number(process.env['KILL_SEED'] ?? Date.now() % 100_000));
  const acknowledged = new Set<string>();
  const waiting = [...documents];
  const startingMs = Math.min(await timeToStart(), 2_000);
  let before = filesUnder(join(folder, 'store'));
  let kills = 0;
  let atSteps = 0;
  const begun = performance.now();

  for (; kills < KILLS && performance.now() - begun < KILLING_MS; kills += 1) {
    await library.start();
    const [next] = waiting;
    const sending = next ? send(next) : Promise.resolve(null);
    if (kills % ONE_WHILE_STARTING === ONE_WHILE_STARTING - 1) {
      await wait(random() * startingMs);
    } else if (await stepsEndAfter(before, 1 + Math.floor(random() * MOST_STEPS), sending)) {
      atSteps += 1;
      await wait(random() * INTO_NEXT_MS);
    }
    await library.kill();
    const document = await sending;
    if (document !== null) {
      acknowledged.add(document);
      waiting.shift();
    }
    const now = filesUnder(join(folder, 'store'));
    expect(writtenAgain(before, now)).toEqual([]);
    before = now;
  }
  console.info(`killed ${kills} times, ${atSteps} of them as a step had just ended`);

  await library.start();
  expect(await library.answers()).toBe(true);
  for (const files of waiting) acknowledged.add((await send(files)) ?? 'not acknowledged');
  await everythingFound();

  // The first life has steps before it, however fast or slow they are.
  expect(atSteps).toBeGreaterThanOrEqual(1);
  expect(acknowledged.size).toBe(documents.length);
  expect(await documentIds()).toEqual([...acknowledged].sort());
  expect(writtenAgain(before, filesUnder(join(folder, 'store')))).toEqual([]);
  const { documents: counts, index } = (await (await library.ask('/api/status')).json()) as Status;
  expect(counts).toEqual({ received: 0, reading: 0, published: documents.length, failed: 0, refused: 0 });
  expect(index).toEqual({ documents: documents.length, pages: PAGES });

  expect(await library.stop(), library.printed()).toBe(0);
  const left = [...filesUnder(folder).keys()].sort();
  const originals = left.filter((path) => path.startsWith(join('store', 'originals')));
  const kept =
    /^(?:store\/(?:(?:originals|documents)\/|libraries\.json$)|log\/diachi\.log$|(?:catalogue|index)\.sqlite$|lock$)/;
  expect(originals).toHaveLength(PAGES);
  expect(left.filter((path) => !kept.test(path))).toEqual([]);
  expect(left.filter((path) => /\/scan$|existing-text|\.part$|\.tmp$/.test(path))).toEqual([]);
});

type Status = { readonly documents: Record<string, number>; readonly index: { documents: number; pages: number } };

/** Resolves when so many more steps have ended than before; false when no more will, for there is nothing left to do. */
async function stepsEndAfter(
  before: ReadonlyMap<string, string>,
  count: number,
  sending: Promise<unknown>,
): Promise<boolean> {
  let isSending = true;
  void sending.finally(() => {
    isSending = false;
  });
  const wanted = stepsEnded(before) + count;
  for (;;) {
    // Asked before the files are: what is sent meanwhile is among them.
    const mayCome = isSending || !(await library.answers());
    const files = filesUnder(join(folder, 'store'));
    if (stepsEnded(files) >= wanted) return true;
    if (!mayCome && !hasUnfinished(files)) return false;
    await wait(15);
  }
}

/** On this machine, as busy as it is. */
async function timeToStart(): Promise<number> {
  const from = performance.now();
  await library.start();
  await library.answers();
  await library.kill();
  return performance.now() - from;
}

/** Sends files as one document. Answers with its id once the library has said that it is kept, or null when it was killed before. */
async function send(files: readonly string[]): Promise<string | null> {
  if (!(await library.answers())) return null;
  let answer = '';
  try {
    const response = await library.ask('/api/ingest', { paths: files, together: true });
    const reader = response.body?.pipeThrough(new TextDecoderStream()) ?? [];
    for await (const chunk of reader) answer += chunk;
  } catch {
    // Killed in the middle of its answer: what it had said by then counts.
  }
  const [first] = answer.split('\n').filter((line) => line.endsWith('}'));
  return first ? (JSON.parse(first) as { document: string | null }).document : null;
}

async function everythingFound(): Promise<void> {
  for (;;) {
    const response = await library.ask('/api/documents?limit=100');
    const { documents: all } = (await response.json()) as { documents: { state: string; isIndexed: boolean }[] };
    const isOver = ({ state, isIndexed }: { state: string; isIndexed: boolean }) =>
      state === 'published' ? isIndexed : state !== 'received' && state !== 'reading';
    if (all.every(isOver)) return;
    await wait(200);
  }
}

async function documentIds(): Promise<readonly string[]> {
  const response = await library.ask('/api/documents?limit=100');
  const { documents: all } = (await response.json()) as { documents: { document: string }[] };
  return all.map(({ document }) => document).sort();
}

/** Mulberry32: the same moments for the same seed, which is printed so that a failure can be repeated. */
function seeded(seed: number): () => number {
  console.info(`kills at moments of seed ${seed}`);
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
