import { access, readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { PageTruth } from '../../fixtures/made-pages/page-truth.ts';

/** One picture of a page, and the file with its exact text. */
export type TruePage = {
  readonly name: string;
  readonly picture: string;
  readonly truth: string;
  /** The file with everything known of a made page; null for others. */
  readonly known: string | null;
};

const PICTURES = ['.jpg', '.jpeg', '.png', '.webp', '.tif', '.tiff'];

/** Pages of a folder: folders with `page.*` and `truth.txt`, or pictures each with a text of the same name beside it. */
export async function findPages(folder: string): Promise<readonly TruePage[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry): Promise<TruePage | null> => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return pageIn(entry.name, path);
      const ending = extname(entry.name);
      const truth = `${path.slice(0, -ending.length)}.txt`;
      const isPage = PICTURES.includes(ending.toLowerCase()) && (await exists(truth));
      return isPage ? { name: entry.name, picture: path, truth, known: null } : null;
    }),
  );
  return found.filter((page) => page !== null).sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function pageIn(name: string, folder: string): Promise<TruePage | null> {
  const files = await readdir(folder);
  const picture = files.find((file) => file.startsWith('page.') && PICTURES.includes(extname(file).toLowerCase()));
  if (!picture || !files.includes('truth.txt')) return null;
  const known = files.includes('truth.json') ? join(folder, 'truth.json') : null;
  return { name, picture: join(folder, picture), truth: join(folder, 'truth.txt'), known };
}

/** What is printed on a page, and what else is known of it. */
export async function readTruth({
  truth,
  known,
}: TruePage): Promise<{ readonly exact: string; readonly page: PageTruth | null }> {
  return {
    exact: await readFile(truth, 'utf8'),
    // Written by the maker of pages itself.
    page: known === null ? null : (JSON.parse(await readFile(known, 'utf8')) as PageTruth),
  };
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
