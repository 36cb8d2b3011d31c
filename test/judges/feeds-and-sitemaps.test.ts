import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lacksJudge } from './lacks-judge.ts';
import { type JudgedLibrary, openJudgedLibrary } from './pages/judged-library.ts';
import { lacksJing, relaxNgFaults } from './relax-ng-faults.ts';
import { xmlFaults } from './xml-faults.ts';

let library: JudgedLibrary;
let empty: JudgedLibrary;
let folder: string;
beforeAll(async () => {
  library = await openJudgedLibrary();
  empty = await openJudgedLibrary({ isEmpty: true });
  folder = await mkdtemp(join(tmpdir(), 'diachi-feeds-'));
});
afterAll(async () => {
  await library?.close();
  await empty?.close();
  await rm(folder, { recursive: true, force: true });
});

const get = async ({ origin }: JudgedLibrary, path: string) => (await fetch(origin + path)).text();

describe.skipIf(lacksJing())('Jing finds nothing against the schema of Atom (RFC 4287, appendix B)', () => {
  const faultsOf = async (feed: string) => {
    const file = join(folder, 'feed.xml');
    await writeFile(file, feed);
    return relaxNgFaults(file, 'atom/atom.rnc');
  };

  test.each(['/feeds/new.atom', '/feeds/new.atom?library=muong-te', '/feeds/new.atom?kind=book&limit=2'])(
    'in %s',
    async (path) => {
      const feed = await get(library, path);

      expect(feed).toContain('<entry>');
      expect(await faultsOf(feed)).toBe('');
    },
  );

  test('in the feed of an empty library', async () => {
    expect(await faultsOf(await get(empty, '/feeds/new.atom'))).toBe('');
  });

  test('and finds what is wrong', async () => {
    const feed = await get(library, '/feeds/new.atom');

    expect(await faultsOf(feed.replace(/<updated>[^<]*<\/updated>/, '<updated>hôm qua</updated>'))).toContain('error');
  });
});

describe.skipIf(lacksJudge('xmllint', 'libxml2-utils'))('xmllint finds nothing against the schemas of sitemaps', () => {
  test('in the list of lists, and in each list', async () => {
    const index = await get(library, '/sitemap.xml');
    const lists = [...index.matchAll(/<loc>http:\/\/[^/]+(\/[^<]+)<\/loc>/g)].map(([, path = '']) => path);

    expect(await xmlFaults(index, 'sitemaps/siteindex.xsd')).toBe('');
    expect(lists).not.toEqual([]);
    for (const path of lists) expect(await xmlFaults(await get(library, path), 'sitemaps/sitemap.xsd')).toBe('');
  });

  test('in what an empty library has instead', async () => {
    expect(await xmlFaults(await get(empty, '/sitemap.xml'), 'sitemaps/sitemap.xsd')).toBe('');
  });

  test('and finds what is wrong', async () => {
    expect(
      await xmlFaults('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', 'sitemaps/sitemap.xsd'),
    ).not.toBe('');
  });
});
