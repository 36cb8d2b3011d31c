import { expect, test } from 'vitest';
import { LICENCES, type Licence, licenceName, licencePage } from './licence.ts';

test.each(Object.keys(LICENCES) as Licence[])('the name of %s is compared, and its page is opened', (licence) => {
  const name = licenceName(licence);

  expect(name ?? 'http://creativecommons.org/').toMatch(/^http:\/\/(?:creativecommons|rightsstatements)\.org\//);
  expect(licencePage(licence)).toBe(name?.replace('http:', 'https:') ?? null);
});
