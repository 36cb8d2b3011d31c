import { xmlDocument } from '@diachi/xml';
import { expect, test } from 'vitest';
import { bibtex } from './citation/bibtex.ts';
import { dublinCore } from './dublin-core/dublin-core.ts';
import { dublinCoreTerms } from './dublin-core/dublin-core-terms.ts';
import { marc } from './marc/marc.ts';
import { marcXml } from './marc/marc-xml.ts';
import { mods } from './mods/mods.ts';
import { licenceAt } from './reading/licence-at.ts';
import { schemaOrg } from './schema-org.ts';
import { sampleDescribed } from './testing/sample-described.ts';

const formats = {
  'Dublin Core': (document) => xmlDocument(dublinCore(document)),
  'DCMI Metadata Terms': (document) => xmlDocument(dublinCoreTerms(document)),
  MODS: (document) => xmlDocument(mods(document)),
  MARCXML: (document) => xmlDocument(marcXml(marc(document))),
  'schema.org': (document) => JSON.stringify(schemaOrg(document)),
  BibTeX: bibtex,
} satisfies Record<string, (document: ReturnType<typeof sampleDescribed>) => string>;

test.each(Object.entries(formats))('a licence has one name, and %s has it', (_, write) => {
  for (const [licence, name] of [
    ['cc-by', 'http://creativecommons.org/licenses/by/4.0/'],
    ['in-copyright', 'http://rightsstatements.org/vocab/InC/1.0/'],
  ] as const) {
    const written = write(sampleDescribed({ licence }));

    expect(written).toContain(name);
    expect(written).not.toMatch(/https:\/\/(?:creativecommons|rightsstatements)/);
  }
});

test.each(['http', 'https'])('a licence that others name by %s is known', (scheme) => {
  expect(licenceAt(`${scheme}://creativecommons.org/licenses/by/4.0/`)).toBe('cc-by');
  expect(licenceAt(`${scheme}://rightsstatements.org/page/InC/1.0/?language=vi`)).toBe('in-copyright');
});
