import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newColleague } from './sign-in.ts';
import type { Visit } from './visit.ts';

const strip = join(import.meta.dirname, '..', 'fixtures', 'strips', '07.jpg');
const JSON_TYPE = { 'Content-Type': 'application/json' };
const TOKEN_NAME = 'ghi cả loạt biểu ghi';
/** So that the answer is worth packing. */
const LONG = 'Một dải chữ cắt từ trang đầu. '.repeat(60);
const TUS = { 'Tus-Resumable': '1.0.0' };

/** A token from the page where it is made to the moment it is revoked, by the same door as readers come in. */
export function aProgramWorksInSomebodysName(visit: () => Visit): void {
  describe('a program in somebody’s name', () => {
    let desk: Page;
    let token: string;
    let document: string;
    const ask = (path: string, { headers, ...init }: RequestInit & { headers?: Record<string, string> } = {}) =>
      fetch(visit().library.address + path, { ...init, headers: { Authorization: `Bearer ${token}`, ...headers } });
    const change = (record: object, tag: string) =>
      ask(`/api/documents/${document}`, {
        method: 'PATCH',
        headers: { ...JSON_TYPE, 'If-Match': tag },
        body: JSON.stringify({ record }),
      });

    beforeAll(async () => {
      desk = await newColleague(visit(), 'Anh Tủa', 'admin');
      await desk.goto(`${visit().library.address}/tokens`);
      await desk.locator('#name').fill(TOKEN_NAME);
      await desk.locator('input[name=write]').check();
      await desk.locator('main form button[type=submit]').last().click();
      token = await desk.locator('#token').inputValue();
    });
    afterAll(() => desk?.context().close());

    test('is known by the token that was made on the page, as far as its rights go', async () => {
      const { library } = visit();

      expect(await (await ask('/api/session')).json()).toMatchObject({ name: 'Anh Tủa', role: 'archivist' });
      expect((await ask('/api/work?documents=none')).status).toBe(200);
      const beyond = await ask('/api/libraries/thu', { method: 'PUT', headers: JSON_TYPE, body: '{"name":"Thử"}' });
      expect([beyond.status, beyond.headers.get('www-authenticate')]).toEqual([
        403,
        'Bearer realm="diachi", error="insufficient_scope", scope="manage"',
      ]);
      const wrong = { Authorization: `Bearer ${token.slice(0, -1)}` };
      expect((await fetch(`${library.address}/api/search`, { headers: wrong })).status).toBe(401);
    });

    test('sends a scan, describes it, and is told when somebody else was first', async () => {
      const bytes = await readFile(strip);
      const length = { 'Upload-Length': String(bytes.length) };
      const begun = await ask('/uploads', { method: 'POST', headers: { ...TUS, ...length } });
      const upload = (begun.headers.get('location') ?? '').split('/').at(-1) ?? '';
      const sent = { ...TUS, 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' };
      const arrived = await ask(`/uploads/${upload}`, { method: 'PATCH', headers: sent, body: bytes });
      expect([begun.status, arrived.status]).toEqual([201, 204]);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const files = [{ upload, sha256, name: 'dải chữ.jpg' }];
      const body = JSON.stringify({ files, record: { title: 'Dải chữ gửi bằng chương trình', summary: LONG } });
      const taken = await ask('/api/documents', { method: 'POST', headers: JSON_TYPE, body });
      [{ document }] = (await taken.json()) as [{ document: string }];

      // Packed on the way, as most programs ask for it.
      const read = await ask(`/api/documents/${document}`, { headers: { 'Accept-Encoding': 'gzip' } });
      const tag = read.headers.get('etag') ?? '';

      expect([read.status, read.headers.get('content-encoding')]).toEqual([200, 'gzip']);
      expect((await change({ note: 'gửi lần đầu' }, tag)).status).toBe(200);
      expect((await change({ note: 'gửi chậm hơn' }, tag)).status).toBe(412);
    });

    test('is tried on the page for programs first: a question, and a change of the version that was read', async () => {
      await desk.goto(`${visit().library.address}/api/docs`);
      const answerOf = async (operation: string, method: 'get' | 'patch') => {
        const form = desk.locator(method === 'get' ? `#${operation} form[action]` : `#${operation} form[data-method]`);
        await form.locator('button').press('Enter');
        await form.locator('[role=status]').filter({ hasText: /\d/ }).waitFor();
        return [
          (await form.locator('[role=status]').textContent()) ?? '',
          await form.locator('[data-answer]').inputValue(),
        ];
      };
      for (const id of ['getDocumentsId', 'patchDocumentsId']) await desk.locator(`#${id} > summary`).press('Enter');

      await desk.locator('#getDocumentsId-id').fill(document);
      const [found, told = ''] = await answerOf('getDocumentsId', 'get');
      const tag = /^etag: (.*)$/im.exec(told)?.[1] ?? '';
      expect([found, told]).toEqual(['200 OK', expect.stringContaining('"note": "gửi lần đầu"')]);

      await desk.locator('#patchDocumentsId-id').fill(document);
      await desk.locator('#patchDocumentsId-if-match').fill(tag);
      await desk.locator('#patchDocumentsId-body').fill('{"record":{"note":"sửa thử trên trang"}}');
      expect((await answerOf('patchDocumentsId', 'patch'))[0]).toBe('200 OK');
      expect((await answerOf('patchDocumentsId', 'patch'))[1]).toContain('record.not-this-version');
      expect(desk.url()).toBe(`${visit().library.address}/api/docs`);
    });

    test('is nobody from the moment the token is revoked', async () => {
      await desk.goto(`${visit().library.address}/tokens`);
      await desk.locator('form[action^="/tokens/"] button').click();
      await desk.getByRole('rowheader', { name: TOKEN_NAME }).waitFor({ state: 'detached' });

      for (const path of ['/api/session', '/api/search', '/api/work', '/uploads/x']) {
        expect((await ask(path)).status, path).toBe(401);
      }
    });
  });
}
