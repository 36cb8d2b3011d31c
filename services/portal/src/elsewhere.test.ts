import { Failure } from '@diachi/domain';
import type { Reading } from '@diachi/ports';
import { expect, test } from 'vitest';
import { foreignView, id, sampleReading } from './testing/sample.ts';
import { servedPortal } from './testing/served-portal.ts';

const page = `/elsewhere/kho-ban/${id}`;

test('a record of another repository is shown with whose it is and the way to it, and nothing of it can run', async () => {
  const { html, policy } = await ask(page);

  expect(html).toContain('Kho &lt;bạn>');
  expect(html).toContain('href="https://kho.example.vn/sach/1"');
  expect(html).toContain('data-manifest="https://anh.example.vn/1/manifest.json"');
  expect(html).toContain('oai:kho.example.vn:&lt;1>');
  expect(html).not.toContain('<script>');
  // Nothing is loaded from there before somebody asks for it.
  expect(html).not.toMatch(/(?:src|srcset)="https:/);
  expect(policy.get('img-src')).toBe("'self' data: blob: https://anh.example.vn");
  expect(policy.get('connect-src')).toBe("'self' https://anh.example.vn");
  expect(policy.get('default-src')).toBe("'self'");
  expect(policy.has('script-src')).toBe(false);
});

test('one without page images lets the page load nothing from anywhere', async () => {
  const { record } = foreignView();
  const addresses = { ...record.addresses, manifest: null };
  const { html, policy } = await ask(page, { foreignRecord: async () => foreignView({ addresses }) });

  expect(html).not.toContain('data-manifest');
  expect(policy.get('img-src')).toBe("'self' data: blob:");
  expect(policy.has('connect-src')).toBe(false);
});

test.each([
  ['a code that can be none', `/elsewhere/Kho_B/${id}`, 400],
  ['an id that can be none', '/elsewhere/kho-ban/x', 400],
  ['a record that is not there', page, 404],
])('%s is not shown', async (_what, address, status) => {
  const missing = new Failure('missing', 'foreign-record.missing', 'Not there.');

  expect((await ask(address, { foreignRecord: async () => Promise.reject(missing) })).status).toBe(status);
});

async function ask(address: string, reading: Partial<Reading> = {}) {
  const work = () => Promise.reject(new Error('Nobody asks for the work.'));
  const portal = await servedPortal({ parts: { reading: sampleReading(reading), work } });
  const { status, headers, html } = await portal.ask(address);
  const directives = (headers.get('content-security-policy') ?? '').split(';').map((one) => {
    const [name = '', ...values] = one.trim().split(' ');
    return [name, values.join(' ')] as const;
  });
  return { status, html, policy: new Map(directives) };
}
