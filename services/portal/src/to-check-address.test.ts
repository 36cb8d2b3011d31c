import { expect, test } from 'vitest';
import { parseToCheckAddress, toCheckHref } from './to-check-address.ts';

test.each([
  [{ kind: 'documents' }, '/to-check'],
  [{ kind: 'pages' }, '/to-check?show=pages'],
  [{ kind: 'pages', after: '5_a&b_3' }, '/to-check?show=pages&after=5_a%26b_3'],
] as const)('the list %o is at %s', (at, href) => {
  expect(toCheckHref(at)).toBe(href);
  expect(parseToCheckAddress(Object.fromEntries(new URL(href, 'http://a').searchParams))).toEqual(at);
});

test.each([{ show: 'people' }, { after: ['1', '2'] }, { after: 'x'.repeat(300) }, { after: '' }])(
  'what cannot be understood of %o is left out',
  (query) => {
    expect(parseToCheckAddress(query)).toEqual({ kind: 'documents' });
  },
);
