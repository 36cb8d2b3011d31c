import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

describe.each(['docs/huong-dan', 'docs/user-guide'])('the guide in %s', (place) => {
  const folder = join(root, place);

  test('leads to files and headings that are there', async () => {
    const broken: string[] = [];
    for (const target of linksOf(await readFile(join(folder, 'README.md'), 'utf8'))) {
      const [path = '', heading] = decodeURI(target).split('#');
      const text = await readFile(join(folder, path === '' ? 'README.md' : path), 'utf8').catch(() => null);
      if (text === null || (heading !== undefined && !headingsOf(text).includes(heading))) broken.push(target);
    }

    expect(broken).toEqual([]);
  });

  test('shows every picture that is taken for it, with words for those who do not see it', async () => {
    const text = await readFile(join(folder, 'README.md'), 'utf8');
    const shown = [...text.matchAll(/!\[([^\]]+)\]\(images\/([^)]+)\)/g)].map(([, , name]) => name);

    expect(shown.toSorted()).toEqual((await readdir(join(folder, 'images'))).toSorted());
  });

  test('has its pictures taken by the program that takes all of them', async () => {
    const program = await readFile(join(import.meta.dirname, 'take-screenshots.ts'), 'utf8');

    for (const name of await readdir(join(folder, 'images')))
      expect(program, relative(root, join(folder, name))).toContain(`'${name.replace(/\.png$/, '')}'`);
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
