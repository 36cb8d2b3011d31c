import { publicRights } from '@diachi/domain';
import { writeXml } from '@diachi/xml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { described } from '../records/described.ts';
import { createRevisionFiles } from '../revision-files.ts';
import { shownRevision } from '../shown-revision.ts';
import { openSmallLibrary, publishDocument, type SmallLibrary } from '../testing/small-library.ts';
import { metsBuilder } from './mets-builder.ts';

let library: SmallLibrary;
beforeAll(async () => {
  library = await openSmallLibrary();
});
afterAll(() => library.close());

test('others are answered while a long document is written, and its names are its own', async () => {
  const { catalogue, store } = library;
  const document = await catalogue.document(await publishDocument(library, 'dài', ['Một.']));
  const files = createRevisionFiles(store, 1_000_000);
  const manifest = await files.manifest(shownRevision(document));
  const [first] = manifest.pages;
  if (!first) throw new Error('it has a page');
  const pages = Array.from({ length: 3_000 }, (_, page) => ({ ...first, page, label: `${page + 1}` }));
  const builder = metsBuilder({ ...files, manifest: async () => ({ ...manifest, pages }) }, catalogue.audit);
  const rights = publicRights(document, '2026-11-23');
  const told = described(document, {
    publicRights: rights,
    today: '2026-06-01',
    site: 'https://kho.example',
    libraries: [],
  });
  let turns = 0;
  let isWritten = false;
  const other = () => {
    turns += 1;
    if (!isWritten) setImmediate(other);
  };
  setImmediate(other);

  const xml = writeXml(await builder.build(told, document));
  isWritten = true;

  expect(turns).toBeGreaterThan(Math.floor(xml.length / 70_000));
  expect(xml).toContain(`ID="d${document.id}-phys-3000"`);
});
