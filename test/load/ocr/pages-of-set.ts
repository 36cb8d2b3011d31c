import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MADE_SETS, type MadeSetName } from '../../fixtures/made-pages/made-sets.ts';
import { makePages } from '../../fixtures/made-pages/make-pages.ts';
import { findPages, type TruePage } from './find-pages.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');
const MAKER = join(FIXTURES, 'made-pages');
const USUAL_COUNT = 24;

/**
 * The pages of a set: `samples`, a set of made pages from a first seed (kept in a folder of the system's for temporary files, and made
 * anew when their maker has changed), or those of a folder. Fails when there are none.
 */
export async function pagesOfSet(
  set: string,
  { count, seed }: { readonly count: number | null; readonly seed: number },
  print: (line: string) => void,
): Promise<readonly TruePage[]> {
  const isMade = Object.hasOwn(MADE_SETS, set);
  const folder = isMade
    ? await madeFolder(set as MadeSetName, { count: count ?? USUAL_COUNT, seed }, print)
    : set === 'samples'
      ? join(FIXTURES, 'pages')
      : set;
  const pages = await findPages(folder);
  if (pages.length === 0) throw new Error(`${folder} has no pictures with their texts beside them.`);
  return pages.slice(0, isMade ? (count ?? USUAL_COUNT) : (count ?? pages.length));
}

async function madeFolder(
  set: MadeSetName,
  { count, seed }: { readonly count: number; readonly seed: number },
  print: (line: string) => void,
): Promise<string> {
  const folder = join(tmpdir(), 'diachi-made-pages', await makerChecksum(), `${set}-from-${seed}`);
  const there = await findPages(folder).catch(() => []);
  if (there.length >= count) return folder;
  print(`Making ${count - there.length} pages of the set “${set}” in ${folder} …`);
  await makePages({ set, count: count - there.length, seed: seed + there.length * 2, folder }, () => {});
  return folder;
}

/** Changes with whatever the pages are made by. */
async function makerChecksum(): Promise<string> {
  const files = (await readdir(MAKER, { recursive: true })).filter((file) => file.endsWith('.ts')).toSorted();
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(join(MAKER, file)));
  return hash.digest('hex').slice(0, 12);
}
