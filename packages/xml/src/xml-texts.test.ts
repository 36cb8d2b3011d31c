import { expect, test } from 'vitest';
import { element, textElement, writeXml } from './write-xml.ts';
import { xmlTexts } from './xml-texts.ts';

test('the pieces together are what is written at once', () => {
  const node = [
    element('r', { id: null, n: 1, t: '"<&' }, [textElement('a', 'một <'), null], [], { xml: '<c/>' }, 'hai'),
    element('empty', { a: 'x' }, null, '', [null, ['']], { xml: '' }),
    element('nothing said', {}, '\u0000'),
    element('nested', {}, element('in', {}, element('deep'))),
    null,
  ];

  expect([...xmlTexts(node)].join('')).toBe(writeXml(node));
});

test('what is long comes in pieces, none much longer than the others', () => {
  const long = element(
    'long',
    {},
    Array.from({ length: 20_000 }, (_, place) => element('page', { place }, 'trang')),
  );
  const pieces = [...xmlTexts(long)];

  expect(pieces.length).toBeGreaterThan(5);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(66_000);
  expect(pieces.join('')).toBe(writeXml(long));
});

test('attributes are given other values on the way', () => {
  const link = element('a', { ID: 'one', to: 'two' }, element('b', { ID: 'three' }));

  expect([...xmlTexts(link, (name, value) => (name === 'ID' ? `d-${value}` : value))].join('')).toBe(
    '<a ID="d-one" to="two"><b ID="d-three"/></a>',
  );
});
