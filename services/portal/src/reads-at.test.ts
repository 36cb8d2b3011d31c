import { Failure, parseLibraryCode } from '@diachi/domain';
import { expect, test } from 'vitest';
import { HOSTILE, id, library } from './testing/sample.ts';
import { type ServedPortal, servedPortal } from './testing/served-portal.ts';

const words = (html: string): string | undefined => /<p class="reads-at">([^<]*)</.exec(html)?.[1];
const name = 'Thư viện tỉnh &lt;b>';

test.each<readonly [string, ServedPortal, string | undefined]>([
  ['anybody', {}, undefined],
  ['a member', { role: 'member', member: library.code }, `Đọc tại ${name}`],
  ['whoever sits in a reading room', { room: library.code }, `Đọc tại ${name}`],
  ['an archivist of no library', { role: 'archivist' }, undefined],
  ['a member of a library without a name', { role: 'member', member: parseLibraryCode('xa') }, 'Đọc tại xa'],
])('%s is told in the head of a page as whose reader they are answered', async (_who, who, told) => {
  const portal = await servedPortal(who);

  expect(words((await portal.ask(`/documents/${id}`)).html)).toBe(told);
  expect(words((await portal.ask('/documents/zzzz')).html)).toBe(told);
});

test('it is said in English too', async () => {
  const portal = await servedPortal({ room: library.code, language: 'en' });

  expect(words((await portal.ask('/sign-in')).html)).toBe(`Reading at ${name}`);
});

test('a page that can be shown is shown while nobody can say what the library is called', async () => {
  const away = new Failure('unavailable', 'catalogue.unavailable', HOSTILE);
  const libraries = () => Promise.reject(away);
  const portal = await servedPortal({ room: library.code, parts: { catalogue: { libraries } as never } });

  const { status, html } = await portal.ask('/sign-in');

  expect(status).toBe(200);
  expect(words(html)).toBe('Đọc tại tinh');
});
