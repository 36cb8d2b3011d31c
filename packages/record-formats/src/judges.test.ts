import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOCUMENT_KINDS } from '@diachi/domain';
import { childOf, parseXml, textIn, xmlDocument } from '@diachi/xml';
import { afterAll, describe, expect, test } from 'vitest';
import { lacksJudge } from '../../../test/judges/lacks-judge.ts';
import { xmlFaults } from '../../../test/judges/xml-faults.ts';
import { bibtex } from './citation/bibtex.ts';
import { ris } from './citation/ris.ts';
import { dublinCore } from './dublin-core/dublin-core.ts';
import { marc } from './marc/marc.ts';
import { marcXml } from './marc/marc-xml.ts';
import { writeIso2709 } from './marc/write-iso-2709.ts';
import { mods } from './mods/mods.ts';
import { sampleDescribed } from './testing/sample-described.ts';

const folder = mkdtempSync(join(tmpdir(), 'diachi-records-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function kept(content: string | Uint8Array): string {
  const file = join(folder, 'record');
  writeFileSync(file, content);
  return file;
}

const schemas = [
  ['oai_dc', 'oai-pmh/oai_dc.xsd', dublinCore],
  [
    'MARCXML, as we understand it',
    'ours/marcxml.xsd',
    (document: ReturnType<typeof sampleDescribed>) => marcXml(marc(document)),
  ],
  ['MODS', 'mods/mods-3-8.xsd', mods],
] as const;

for (const [format, schema, write] of schemas) {
  describe.skipIf(lacksJudge('xmllint', 'libxml2-utils'))(`xmllint with the schema of ${format}`, () => {
    test.each(DOCUMENT_KINDS)('finds no fault with a %s', async (kind) => {
      expect(await xmlFaults(xmlDocument(write(sampleDescribed({ kind }))), schema)).toBe('');
    });
  });
}

describe.skipIf(lacksJudge('xmllint', 'libxml2-utils'))(
  'our schema of MARCXML, for the published one is in no package,',
  () => {
    const sound = xmlDocument(marcXml(marc(sampleDescribed({ kind: 'book' }))));

    test.each([
      ['a tag of two digits', / tag="245"/, ' tag="24"'],
      ['a control field among data fields', /<datafield tag="245"/, '<datafield tag="008"'],
      ['an indicator of two characters', / ind1="."/, ' ind1="10"'],
      ['a subfield without a code', / code="a"/, ''],
      ['a leader of another length', /<leader>./, '<leader>'],
      ['a leader of a type there is not', /<leader>(.{6})./, '<leader>$1x'],
      ['a record without a leader', /<leader>[^<]*<\/leader>/, ''],
    ])('finds %s', async (_fault, what, instead) => {
      const faulty = sound.replace(what, instead);

      expect(faulty).not.toBe(sound);
      expect(await xmlFaults(faulty, 'ours/marcxml.xsd')).not.toBe('');
    });
  },
);

const lint = `
use strict; use MARC::Batch; use MARC::Lint;
my $lint = MARC::Lint->new; my $batch = MARC::Batch->new('USMARC', $ARGV[0]);
while (my $record = $batch->next) { $lint->check_record($record); print "$_\\n" for $lint->warnings; }
print "done\\n";
`;

describe.skipIf(lacksJudge('/usr/share/perl5/MARC/Lint.pm', 'libmarc-lint-perl'))('MARC::Lint', () => {
  // The leader says that punctuation of ISBD is left out, which it does not look at.
  test.each(DOCUMENT_KINDS)('finds nothing wrong with a %s but that its title ends without a period', (kind) => {
    const said = execFileSync('perl', ['-e', lint, kept(writeIso2709(marc(sampleDescribed({ kind }))))], {
      encoding: 'utf8',
    });

    expect(said).toBe('245: Must end with . (period).\ndone\n');
  });
});

describe.skipIf(lacksJudge('bib2xml', 'bibutils'))('bibutils', () => {
  test.each(DOCUMENT_KINDS)('reads a %s for BibTeX, its names whole', (kind) => {
    const { stdout } = spawnSync('bib2xml', [kept(bibtex(sampleDescribed({ kind })))], { encoding: 'utf8' });
    const read = childOf(parseXml(stdout.replace(/^\uFEFF/, '')), 'mods');

    expect(read && textIn(childOf(read, 'titleInfo') ?? read).trim()).toBe('Địa chí Mường Thanh & <vùng> “phụ cận”');
    // Of each type it takes authors, or editors, or both.
    expect(stdout).toMatch(/<namePart>(?:Nguyễn Văn Đậu|Hoàng Minh)<\/namePart>/);
  });

  test.each(DOCUMENT_KINDS)('reads a %s in RIS', (kind) => {
    const { stdout, stderr } = spawnSync('ris2xml', [kept(ris(sampleDescribed({ kind })))], { encoding: 'utf8' });
    const read = childOf(parseXml(stdout.replace(/^\uFEFF/, '')), 'mods');

    expect(stderr).toContain('Processed 1 references');
    expect(read && textIn(childOf(read, 'titleInfo') ?? read).trim()).toBe('Địa chí Mường Thanh & <vùng> “phụ cận”');
  });
});
