import { expect, test } from 'vitest';
import { elementsIn, readXml, textIn } from './read-xml.ts';

test('texts stay as they were written', () => {
  const list = readXml(
    '<?xml version="1.0"?> <List><Key>0012</Key><ETag>&#34;a&amp;b&quot;</ETag><None></None></List>',
    'List',
  );

  expect(list && [textIn(list, 'Key'), textIn(list, 'ETag'), textIn(list, 'None'), textIn(list, 'Other')]).toEqual([
    '0012',
    '"a&b"',
    '',
    null,
  ]);
});

test('one element and several are a list', () => {
  const keys = (xml: string) => elementsIn(readXml(xml, 'List') ?? {}, 'Contents').map((entry) => textIn(entry, 'Key'));

  expect(keys('<List><Contents><Key>a</Key></Contents></List>')).toEqual(['a']);
  expect(keys('<List><Contents><Key>a</Key></Contents><Contents><Key>b</Key></Contents></List>')).toEqual(['a', 'b']);
  expect(keys('<List></List>')).toEqual([]);
});

test.each(['', 'busy', '{"a":1}', '<List><Key>a</Key>', '<Other></Other>', '<html><body>Bad gateway</body></html>'])(
  '%j is not the answer that was asked for',
  (said) => {
    expect(readXml(said, 'List')).toBeNull();
  },
);
