import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** Each guide, the folder of pictures it shows, and the program that makes them. */
const guides = [
  { guide: 'docs/huong-dan/README.md', images: 'docs/huong-dan/images', program: 'take-screenshots.ts' },
  { guide: 'docs/user-guide/README.md', images: 'docs/user-guide/images', program: 'take-screenshots.ts' },
  { guide: 'docs/reading.md', images: 'docs/images', program: 'draw-reading.ts' },
  { guide: 'docs/doc-trang.md', images: 'docs/images', program: 'draw-reading.ts' },
] as const;

describe.each(guides)('the guide in $guide', ({ guide, images, program }) => {
  const folder = dirname(join(root, guide));

  test('leads to files and headings that are there', async () => {
    const broken: string[] = [];
    for (const target of linksOf(await readFile(join(root, guide), 'utf8'))) {
      const [path = '', heading] = decodeURI(target).split('#');
      const text = await readFile(path === '' ? join(root, guide) : join(folder, path), 'utf8').catch(() => null);
      if (text === null || (heading !== undefined && !headingsOf(text).includes(heading))) broken.push(target);
    }

    expect(broken).toEqual([]);
  });

  test('shows every picture that is made for it, with words for those who do not see it', async () => {
    const text = await readFile(join(root, guide), 'utf8');
    const shown = [...text.matchAll(/!\[([^\]]+)\]\(images\/([^)]+)\)/g)].map(([, , name]) => name);

    expect(shown.toSorted()).toEqual((await readdir(join(root, images))).toSorted());
  });

  test('has its pictures made by the program that makes all of them', async () => {
    const text = await readFile(join(import.meta.dirname, program), 'utf8');

    for (const name of await readdir(join(root, images)))
      expect(text, join(images, name)).toContain(`'${name.replace(/\.(?:png|webp)$/, '')}'`);
  });
});

const linksOf = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target).filter((target) => !/^\w+:/.test(target));

/** The names by which the headings of a Markdown file are linked to. */
const headingsOf = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Mark}\p{Number} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
