import { expect, test } from 'vitest';
import { parseReadingRooms } from './reading-rooms.ts';

const rooms = parseReadingRooms('muong-te=10.20.0.0/16, fd00:20::/32 ; tinh=203.0.113.7');

test.each([
  ['10.20.0.1', 'muong-te'],
  ['10.20.255.255', 'muong-te'],
  ['::ffff:10.20.3.4', 'muong-te'],
  ['fd00:20::1', 'muong-te'],
  ['fd00:20:ffff::1%eth0', 'muong-te'],
  ['203.0.113.7', 'tinh'],
  ['203.0.113.8', null],
  ['10.21.0.1', null],
  ['fd00:21::1', null],
  ['::ffff:203.0.113.8', null],
  ['unix:', null],
  ['', null],
  [undefined, null],
])('a computer at %s stands in the reading room of %s', (address, library) => {
  expect(rooms(address)).toBe(library);
});

test('nothing said is no reading room', () => {
  expect(parseReadingRooms('  ')('10.20.0.1')).toBeNull();
});

test.each([
  '10.20.0.0/16',
  'muong-te=',
  'muong-te=10.20.0.0/33',
  'muong-te=fd00::/129',
  'muong-te=10.20.0.0/-1',
  'muong-te=0.0.0.0/0',
  'muong-te=::/0',
  'muong-te=10.20.0/16',
  'muong-te=10.20.0.0/16,',
  'muong-te=10.20.0.0/16;',
  'muong-te=localhost',
  'muong-te=fe80::1%eth0/64',
  'Mường Tè=10.20.0.0/16',
  'muong-te=10.20.0.0/16=10.21.0.0/16',
  'muong-te=10.20.0.0/16;muong-te=10.21.0.0/16',
  'muong-te=10.20.0.0/16;tinh=10.20.7.0/24',
  'muong-te=10.20.7.0/24;tinh=10.0.0.0/8',
  'muong-te=fd00:20::/32;tinh=10.1.0.0/16,fd00:20:1::/48',
])('%s is refused, for somebody would be shown what is not for them', (written) => {
  expect(() => parseReadingRooms(written)).toThrow(/^networks by the code of a library/);
});
