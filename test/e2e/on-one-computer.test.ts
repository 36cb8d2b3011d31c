import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aLibraryHarvestsAnother } from './a-library-harvests-another.ts';
import { aPageIsGoneInto } from './a-page-is-gone-into.ts';
import { aProgramWorksInSomebodysName } from './a-program-works-in-somebodys-name.ts';
import { anArchivistAndAReader } from './an-archivist-and-a-reader.ts';
import { doubtfulWordsAreChecked } from './doubtful-words-are-checked.ts';
import { everyPageIsAccessible } from './every-page-is-accessible.ts';
import { openBrowser, skipsBrowser } from './open-browser.ts';
import { openLibrary, type RunningLibrary } from './running-library.ts';
import { theAdministratorKeepsTheDesk } from './the-administrator-keeps-the-desk.ts';

const strip = join(import.meta.dirname, '..', 'fixtures', 'strips', '01.jpg');

describe.skipIf(skipsBrowser())('on one computer', () => {
  let library: RunningLibrary;
  let browser: Browser;
  const visit = () => ({ library, browser });

  beforeAll(async () => {
    library = await openLibrary();
    browser = await openBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await library?.close();
  });

  anArchivistAndAReader(visit);
  aPageIsGoneInto(visit);
  everyPageIsAccessible(visit);
  doubtfulWordsAreChecked(visit);
  theAdministratorKeepsTheDesk(visit);
  aProgramWorksInSomebodysName(visit);
  aLibraryHarvestsAnother(visit);

  // Only here: the services of a cluster cannot see files of the machine that the command line is on.
  test('a file of the machine itself is taken in by its path', async () => {
    const { code, out, said } = await library.diachi('ingest', strip, '--wait', '--json');

    expect(code, said).toBe(0);
    const [{ document }] = JSON.parse(out) as [{ document: string }];
    expect(JSON.parse((await library.diachi('show', document, '--json')).out)).toMatchObject({ state: 'published' });
  }, 90_000);

  // Only here: processes of a cluster have no terminal. How each ends in order is tested beside them.
  test('Ctrl-C ends it in order', async () => {
    expect(await library.stop(), library.printed()).toBe(0);
  });
});
