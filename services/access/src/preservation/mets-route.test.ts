import { parseRecord } from '@diachi/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lacksJudge } from '../../../../test/judges/lacks-judge.ts';
import { xmlFaults } from '../../../../test/judges/xml-faults.ts';
import { openSmallLibrary, publishDocument, type SmallLibrary } from '../testing/small-library.ts';

let library: SmallLibrary;
beforeAll(async () => {
  library = await openSmallLibrary();
});
afterAll(() => library.close());

const metsOf = async (id: string, asOperator = false) =>
  (await library.ask(`/files/${id}/mets.xml`, { asOperator })).text();

describe('a document as METS', () => {
  test('tells its record, its files with checksums, and what happened to it', async () => {
    const id = await publishDocument(library, 'mets', ['Một.', null]);
    const mets = await metsOf(id);

    expect(mets).toContain('MDTYPE="MODS"');
    expect(mets).toMatch(
      /USE="DEFAULT"><mets:file ID="default-page-1" MIMETYPE="image\/jpeg" SIZE="\d+" CHECKSUM="[0-9a-f]{64}"/,
    );
    expect(mets).toMatch(new RegExp(`xlink:href="http://127\\.0\\.0\\.1:\\d+/files/${id}/pages/0/alto\\.xml"`));
    expect(mets).toMatch(/>ingestion<.*>validation</);
    expect(mets).toMatch(/>creation<.*>dissemination</);
    expect(mets).toContain('of 2 page(s) 1 were read, 0 are blank, 1 could not be read.');
  });

  test('tells readers no file at whose address they would be refused, and no name of an original', async () => {
    const id = await publishDocument(library, 'mets kín', ['Bí mật.']);
    const { record, recordVersion } = await library.catalogue.document(id);
    await library.catalogue.changeRecord(id, parseRecord({ ...record, access: 'record' }), recordVersion);

    const forReaders = await metsOf(id);
    const forStaff = await metsOf(id, true);

    expect(forReaders).not.toMatch(/xlink:href="[^"]*\/files\//);
    expect(forReaders).not.toMatch(/USE="ORIGINAL"|PREMIS:OBJECT|linkingObjectIdentifier/);
    expect(forReaders).toContain('1 file(s) were received');
    const { originals } = await library.catalogue.document(id);
    expect(originals).toHaveLength(1);
    for (const { checksum } of originals) {
      expect(forReaders).not.toContain(checksum);
      expect(forStaff).toContain(checksum);
    }
    expect(forReaders).not.toContain('mets kín.pdf');
    expect(forStaff).toContain('mets kín.pdf');
    expect(forStaff).toContain('document.pdf');
  });

  test('tells every change of the record, but not who made it', async () => {
    const id = await publishDocument(library, 'mets sửa', ['Một.']);
    const at = '2026-11-24T00:00:00.000Z';
    await library.catalogue.audit.note({ at, who: 'lan', what: 'record.changed', documentId: id, details: {} });

    const before = await metsOf(id);
    // Every object knows this name; the history does not.
    await library.catalogue.audit.note({ at, who: 'lan', what: 'constructor', documentId: id, details: {} });

    const mets = await metsOf(id);

    expect(mets.match(/<premis:event>/g)).toEqual(before.match(/<premis:event>/g));
    expect(mets).toContain('>metadata modification<');
    expect(mets).not.toContain('>lan<');
  });

  test('tells that an embargo ended, and which originals a check of files found lost to whoever may take them home', async () => {
    const id = await publishDocument(library, 'mets hỏng', ['Một.']);
    const { originals } = await library.catalogue.document(id);
    const lost = originals.map(({ checksum }) => checksum);
    const at = '2026-11-24T00:00:00.000Z';
    const noted = { at, who: 'system', documentId: id };
    await library.catalogue.audit.note({ ...noted, what: 'document.embargo-ended', details: { until: '2026-11-24' } });
    const details = { files: 9, problems: 2, repaired: 1, lost: [...lost, 'f'.repeat(64)] };
    await library.catalogue.audit.note({ ...noted, what: 'fixity.checked', details });

    const mets = await metsOf(id);

    expect(mets).toMatch(/>dissemination<.*The embargo ended.*>diachi</);
    const [check = ''] = /<premis:event>(?:(?!<premis:event>).)*>fixity check<.*?<\/premis:event>/.exec(mets) ?? [];
    expect(check).toContain('2 file(s) were not as they should be. The document was read again from its originals.');
    expect(check).toContain(`<premis:linkingObjectIdentifierValue>${lost[0]}<`);
    expect(mets).not.toContain('f'.repeat(64));
    const { record, recordVersion } = await library.catalogue.document(id);
    await library.catalogue.changeRecord(id, parseRecord({ ...record, access: 'record' }), recordVersion);
    expect(await metsOf(id)).not.toContain(lost[0]);
    if (!lacksJudge('xmllint', 'libxml2-utils')) {
      expect(await xmlFaults(mets, 'mets/mets-with-contents.xsd')).toBe('');
    }
  });

  test.skipIf(lacksJudge('xmllint', 'libxml2-utils'))('satisfies the published schemas', async () => {
    const id = await publishDocument(library, 'mets đúng', ['Một <script>', null, 'Ba.'], 'Địa chí & “<Mường>”');

    expect(await xmlFaults(await metsOf(id), 'mets/mets-with-contents.xsd')).toBe('');
    expect(await xmlFaults(await metsOf(id, true), 'mets/mets-with-contents.xsd')).toBe('');
    const { record, recordVersion } = await library.catalogue.document(id);
    await library.catalogue.changeRecord(id, parseRecord({ ...record, access: 'record' }), recordVersion);
    expect(await xmlFaults(await metsOf(id), 'mets/mets-with-contents.xsd')).toBe('');
  });
});
