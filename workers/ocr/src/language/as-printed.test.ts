import { expect, test } from 'vitest';
import { asPrinted } from './as-printed.ts';

test.each([
  ['người', 'nguời', 'người'],
  ['người', 'Nguời', 'Người'],
  ['người', 'NGUỜI', 'NGƯỜI'],
  ['là', 'Ià', 'là'],
  ['chính', 'Mchính', 'chính'],
  ['á', 'Ả', 'Á'],
])('%s in the place of %s is written %s', (proposal, read, written) => {
  expect(asPrinted(proposal, read)).toBe(written);
});
