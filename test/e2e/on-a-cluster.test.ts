import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { skipsCluster } from '../cluster/skips-cluster.ts';
import { aDayInADistrictLibrary } from './a-day-in-a-district-library.ts';
import { aLibraryHarvestsAnother } from './a-library-harvests-another.ts';
import { aProgramWorksInSomebodysName } from './a-program-works-in-somebodys-name.ts';
import { anArchivistAndAReader } from './an-archivist-and-a-reader.ts';
import { type ClusterLibrary, openClusterLibrary } from './cluster-library.ts';
import { doubtfulWordsAreChecked } from './doubtful-words-are-checked.ts';
import { everyPageIsAccessible } from './every-page-is-accessible.ts';
import { openBrowser, skipsBrowser } from './open-browser.ts';
import { theAdministratorKeepsTheDesk } from './the-administrator-keeps-the-desk.ts';
import { whileTheSearchIsAway } from './while-the-search-is-away.ts';

// One cluster for everything, as opening it costs more than most of what is tested on it.
describe.skipIf(skipsBrowser() || (await skipsCluster()))('on a cluster', () => {
  let library: ClusterLibrary;
  let browser: Browser;
  const visit = () => ({ library, browser });

  beforeAll(async () => {
    library = await openClusterLibrary({ counts: { upload: 2 }, settings: { HARVEST_PRIVATE: 'yes' } });
    browser = await openBrowser();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await library?.close();
  }, 60_000);

  anArchivistAndAReader(visit);
  everyPageIsAccessible(visit);
  doubtfulWordsAreChecked(visit);
  theAdministratorKeepsTheDesk(visit);
  aProgramWorksInSomebodysName(visit);
  aLibraryHarvestsAnother(visit);
  aDayInADistrictLibrary(visit);
  whileTheSearchIsAway(visit);

  test('a link that the command line makes leads to the door that people come by', async () => {
    const { out } = await library.diachi('user', 'add', 'Em Chi', '--json');

    expect(JSON.parse(out).link).toMatch(new RegExp(`^${library.address}/welcome/`));
  });

  test('files of the machine that the command line is on are not seen, and it says what to do instead', async () => {
    const { code, said } = await library.diachi('ingest', import.meta.filename);

    expect(code).not.toBe(0);
    expect(said).toContain(library.cluster.operatorAddress);
  });
});
