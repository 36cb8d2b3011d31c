import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { keys, parseKeptLibraries } from '@diachi/domain';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Headers, openLibrary, removeFolder, type TemporaryLibrary } from './testing/temporary-library.ts';

let library: TemporaryLibrary;
let admin: Headers;

beforeEach(async () => {
  library = await openLibrary({ works: false });
  admin = await library.signIn('minh', 'admin');
});
afterEach(async () => {
  await library.stop();
  await removeFolder(library.folder);
});

describe('the member libraries', () => {
  test('can be read by everybody', async () => {
    const answer = await fetch(`${library.origin}/api/libraries`);

    expect(await answer.json()).toEqual([{ code: 'tinh', name: 'Thư viện tỉnh' }]);
    expect(answer.headers.get('cache-control')).toBe('public, no-cache');
    expect(answer.headers.get('vary')).toMatch(/Cookie, Authorization/);
  });

  test('are added and renamed by an administrator, and the audit says from what to what', async () => {
    await put('muong-te', { name: ' Thư viện huyện\nMường Tè ' });
    await put('muong-te', { name: 'Thư viện Mường Tè' });
    await put('muong-te', { name: 'Thư viện Mường Tè' });

    expect(await library.catalogue.libraries()).toContainEqual({ code: 'muong-te', name: 'Thư viện Mường Tè' });
    const entries = await library.catalogue.audit.entries({ limit: 10 });
    expect(entries.filter(({ what }) => what === 'library.changed').map(({ who, details }) => [who, details])).toEqual([
      ['minh', { code: 'muong-te', before: 'Thư viện huyện Mường Tè', after: 'Thư viện Mường Tè' }],
      ['minh', { code: 'muong-te', before: null, after: 'Thư viện huyện Mường Tè' }],
    ]);
  });

  test.each([
    ['Mường Tè', { name: 'a' }, 'library.bad-code'],
    ['muong-te', { name: ' ' }, 'library.bad-name'],
    ['muong-te', { name: 'a'.repeat(201) }, 'library.bad-name'],
    ['muong-te', {}, 'input.bad-form'],
  ])('%s with %o is refused with %s', async (code, body, failure) => {
    const answer = await put(code, body);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: failure });
  });

  test('are kept in the store with their names, which a new catalogue does not forget', async () => {
    await put('muong-te', { name: 'Thư viện Mường Tè' });
    await put('muong-te', { name: 'Thư viện huyện Mường Tè' });
    const kept = async () => parseKeptLibraries(await library.store.get(keys.libraries()));

    expect(await kept()).toEqual([
      { code: 'muong-te', name: 'Thư viện huyện Mường Tè' },
      { code: 'tinh', name: 'Thư viện tỉnh' },
    ]);

    await library.stop();
    await rm(join(library.folder, 'catalogue.db'));
    library = await openLibrary({ folder: library.folder, works: false });
    expect(await kept()).toContainEqual({ code: 'muong-te', name: 'Thư viện huyện Mường Tè' });
  });

  test('are written anew when their list in the store is damaged', async () => {
    await library.store.put(keys.libraries(), Buffer.from('{'), 'application/json');

    await put('muong-te', { name: 'Mường Tè' });

    const kept = parseKeptLibraries(await library.store.get(keys.libraries()));
    expect(kept.map(({ code }) => code)).toEqual(['muong-te', 'tinh']);
  });

  test('are read one by one, and asked for again by their ETag, which is another with another name', async () => {
    const read = (headers: Readonly<Record<string, string>> = {}) =>
      fetch(`${library.origin}/api/libraries/tinh`, { headers });
    const first = await read();
    const tag = first.headers.get('etag') ?? '';

    expect([first.status, await first.json()]).toEqual([200, { code: 'tinh', name: 'Thư viện tỉnh' }]);
    expect((await read({ 'If-None-Match': tag })).status).toBe(304);
    await put('tinh', { name: 'Thư viện tỉnh Lai Châu' });
    const again = await read({ 'If-None-Match': tag });
    expect(again.status).toBe(200);
    expect(again.headers.get('etag')).not.toBe(tag);
  });

  test('that are not there are told as missing', async () => {
    const answer = await fetch(`${library.origin}/api/libraries/sin-ho`);

    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'library.missing' }]);
  });

  test('are renamed by a program only as it read them, when it says so', async () => {
    const tag = async () => (await fetch(`${library.origin}/api/libraries/tinh`)).headers.get('etag') ?? '';
    const read = await tag();

    const one = await put('tinh', { name: 'Một' }, { 'If-Match': read });
    const other = await put('tinh', { name: 'Hai' }, { 'If-Match': read });
    const behindProxy = await put('tinh', { name: 'Ba' }, { 'If-Match': `"x", W/${await tag()}` });

    expect([one.status, other.status, behindProxy.status]).toEqual([200, 412, 200]);
    expect(await other.json()).toMatchObject({ code: 'library.not-this-version' });
    expect(await library.catalogue.libraries()).toEqual([{ code: 'tinh', name: 'Ba' }]);
  });

  test('are only added, or only renamed, by a program that asks for that', async () => {
    const answers = [
      await put('tinh', { name: 'Một' }, { 'If-None-Match': '*' }),
      await put('sin-ho', { name: 'Sìn Hồ' }, { 'If-Match': '*' }),
      await put('sin-ho', { name: 'Sìn Hồ' }, { 'If-None-Match': '*' }),
      await put('sin-ho', { name: 'Thư viện Sìn Hồ' }, { 'If-Match': '*' }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([412, 412, 200, 200]);
    expect(await library.catalogue.libraries()).toEqual([
      { code: 'sin-ho', name: 'Thư viện Sìn Hồ' },
      { code: 'tinh', name: 'Thư viện tỉnh' },
    ]);
  });

  test('of one code, added by two forms at once, are one', async () => {
    const fields = { code: 'sin-ho', isNew: 'true' };

    const answers = await Promise.all([post({ ...fields, name: 'Một' }), post({ ...fields, name: 'Hai' })]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
  });

  test('are added by a form without script, which goes back to its page', async () => {
    const answer = await post({ code: 'sin-ho', name: 'Thư viện Sìn Hồ', isNew: 'true', next: '/libraries' });

    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/libraries']);
    expect(await library.catalogue.libraries()).toContainEqual({ code: 'sin-ho', name: 'Thư viện Sìn Hồ' });
  });

  test('that were to be added are not renamed by accident', async () => {
    const answer = await post({ code: 'tinh', name: 'Một thư viện khác', isNew: 'true' });

    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      code: 'library.code-taken',
      details: { code: 'tinh', name: 'Thư viện tỉnh' },
    });
    expect(await library.catalogue.libraries()).toEqual([{ code: 'tinh', name: 'Thư viện tỉnh' }]);
  });
});

const put = (code: string, body: unknown, conditions: Headers = {}) =>
  fetch(`${library.origin}/api/libraries/${encodeURIComponent(code)}`, {
    method: 'PUT',
    headers: { ...admin, 'Content-Type': 'application/json', ...conditions },
    body: JSON.stringify(body),
  });

const post = (fields: Record<string, string>) =>
  fetch(`${library.origin}/api/libraries`, {
    method: 'POST',
    headers: { ...admin, Accept: 'application/json' },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
