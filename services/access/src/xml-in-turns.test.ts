import { element, writeXml } from '@diachi/xml';
import { expect, test } from 'vitest';
import { xmlInTurns } from './xml-in-turns.ts';

test('others have their turns while something long is written', async () => {
  const long = element(
    'long',
    {},
    Array.from({ length: 20_000 }, (_, place) => element('page', { place }, 'trang')),
  );
  let turns = 0;
  let isWritten = false;
  const other = () => {
    turns += 1;
    if (!isWritten) setImmediate(other);
  };
  setImmediate(other);

  const { xml } = await xmlInTurns(long);
  isWritten = true;

  expect(xml).toBe(writeXml(long));
  expect(turns).toBeGreaterThan(5);
});
