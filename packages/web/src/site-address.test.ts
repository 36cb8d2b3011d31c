import { expect, test } from 'vitest';
import { siteAddress } from './site-address.ts';

test.each([
  ['http', 'localhost:8080', 'http://localhost:8080'],
  ['https', 'Kho.Example.VN', 'https://kho.example.vn'],
  ['https', 'kho.example.vn:443', 'https://kho.example.vn'],
  ['http', '192.168.1.20:8080', 'http://192.168.1.20:8080'],
  ['http', '[fe80::1]:8080', 'http://[fe80::1]:8080'],
  ['http', 'thu_vien', 'http://thu_vien'],
])('a library asked for by %s at %s tells addresses that begin with %s', (protocol, host, address) => {
  expect(siteAddress({ protocol, host }, null)).toBe(address);
});

test('the configured address is told, whatever a request says', () => {
  const configured = new URL('https://kho.example.vn:8443/');

  expect(siteAddress({ protocol: 'http', host: 'elsewhere.example/"><script>' }, configured)).toBe(
    'https://kho.example.vn:8443',
  );
});

test.each([
  'elsewhere.example/path',
  'kho.example.vn"><script>alert(1)</script>',
  'me:secret@elsewhere.example',
  'kho.example.vn:99999',
  'kho.example.vn:80:80',
  'kho example',
  'kho.example.vn#',
  'kho\\elsewhere',
  '[::1',
  '..',
  '',
  'a'.repeat(300),
])('nothing is told of a library asked for at “%s”', (host) => {
  expect(() => siteAddress({ protocol: 'http', host }, null)).toThrow(
    expect.objectContaining({ kind: 'invalid', code: 'address.bad-host' }),
  );
});

test('a request without a host, and a scheme that is none of the web, lead nobody astray', () => {
  expect(() => siteAddress({ protocol: 'http', host: undefined as unknown as string }, null)).toThrow(/PUBLIC_URL/);
  expect(siteAddress({ protocol: 'javascript', host: 'kho.example.vn' }, null)).toBe('http://kho.example.vn');
});
