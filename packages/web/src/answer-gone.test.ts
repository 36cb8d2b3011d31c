import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Document, Failure, parseDocumentId } from '@diachi/domain';
import type { Catalogue, DocumentChange } from '@diachi/ports';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWebApp } from './create-web-app.ts';
import type { Route } from './route.ts';

type Id = DocumentChange['id'];

const [merged, removed, closed, never, stays, hidden, again, before, round, about] = [...'abcde01234'].map((letter) =>
  parseDocumentId(letter.repeat(16)),
) as [Id, Id, Id, Id, Id, Id, Id, Id, Id, Id];

const change = (id: Id, mergedInto: Id | null = null) =>
  [id, { id, isGone: true, mergedInto } as DocumentChange] as const;
const there = [stays, { id: stays, isGone: false, mergedInto: null } as DocumentChange] as const;
const changes = new Map([
  change(merged, stays),
  change(removed),
  change(closed),
  change(hidden, closed),
  change(again, stays),
  change(before, merged),
  change(round, about),
  change(about, round),
  there,
]);

const catalogue = {
  changeOf: async (id) => changes.get(id) ?? null,
  document: async (id) => {
    if (id === closed || id === again) return {} as Document;
    throw new Failure('missing', 'document.missing', 'There is no such document.');
  },
} satisfies Partial<Catalogue> as unknown as Catalogue;

const missing = () => {
  throw new Failure('missing', 'document.missing', 'There is no such document.');
};
const missingAsked: Route['handle'] = ({ query }) => {
  const id = [query['document'] ?? []].flat().find((asked) => asked !== stays);
  if (id === undefined) throw new Failure('invalid', 'bag.bad-selection', 'Name one.');
  throw new Failure('missing', 'document.missing', 'There is no such document.', { details: { id: String(id) } });
};
const routes: readonly Route[] = [
  { method: 'get', path: '/files/bag.zip', role: 'reader', summary: 'A selection', handle: missingAsked },
  { method: 'get', path: '/documents/:id/pages/:page', role: 'reader', summary: 'A page', handle: missing },
  { method: 'get', path: '/iiif/image/3/:image/info.json', role: 'reader', summary: 'A picture', handle: missing },
  {
    method: 'get',
    path: '/files/:id/r:revision/pages/:page/image',
    role: 'reader',
    summary: 'Another',
    handle: missing,
  },
  { method: 'post', path: '/documents/:id', role: 'reader', summary: 'A change', handle: missing },
];

let server: Server;
let origin = '';
beforeAll(async () => {
  const silent = () => undefined;
  const log = { debug: silent, warn: silent, error: silent };
  server = createServer(createWebApp({ routes, catalogue, operatorToken: null, log }).app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (path: string, method = 'GET') => fetch(origin + path, { method, redirect: 'manual' });

test('an address of a document that was merged leads to the same of the one that took its place', async () => {
  const answer = await ask(`/documents/${merged}/pages/3?q=s%C3%B4ng`);

  expect(answer.status).toBe(301);
  expect(answer.headers.get('location')).toBe(`/documents/${stays}/pages/3?q=s%C3%B4ng`);
});

test('the way through several that were merged is one step, and one that leads nowhere ends', async () => {
  expect((await ask(`/documents/${before}/pages/3`)).headers.get('location')).toBe(`/documents/${stays}/pages/3`);
  expect((await ask(`/documents/${round}/pages/3`)).status).toBe(410);
});

test('a selection with documents that were merged leads in one step to the one with those that took their places', async () => {
  const answer = await ask(`/files/bag.zip?document=${stays}&document=${merged}&note=1&document=${before}`);

  expect(answer.status).toBe(301);
  expect(answer.headers.get('location')).toBe(
    `/files/bag.zip?document=${stays}&document=${stays}&note=1&document=${stays}`,
  );
});

test('of a selection only what is missing is led on', async () => {
  const led = async (...asked: readonly Id[]) =>
    (await ask(`/files/bag.zip?${asked.map((id) => `document=${id}`).join('&')}`)).headers.get('location');

  // One that was sent again is there for those who work on it.
  expect(await led(merged, again)).toBe(`/files/bag.zip?document=${stays}&document=${again}`);
  expect(await led(again)).toBe(`/files/bag.zip?document=${stays}`);
  expect(await led(merged, hidden, never)).toBe(
    `/files/bag.zip?document=${stays}&document=${hidden}&document=${never}`,
  );
});

test.each([
  ['was removed', removed, 410],
  ['was merged into one that was closed since', hidden, 410],
  ['was closed', closed, 404],
  ['never was', never, 404],
])('a selection with one that %s leads nowhere', async (_name, id, status) => {
  const answer = await ask(`/files/bag.zip?document=${stays}&document=${id}&document=${merged}`);

  expect(answer.status).toBe(status);
  expect(answer.headers.get('location')).toBeNull();
});

test('the one that took its place is not named when it was closed since', async () => {
  const answer = await ask(`/documents/${hidden}/pages/3`);

  expect(answer.status).toBe(410);
  expect(answer.headers.get('location')).toBeNull();
  expect(await answer.text()).not.toContain(closed);
});

test('of a document that was removed it is said that it was here', async () => {
  const answer = await ask(`/documents/${removed}/pages/3`);

  expect(answer.status).toBe(410);
  expect(await answer.json()).toMatchObject({ code: 'document.gone' });
});

test('one that was merged and is sent again leads on as before until everybody may see it', async () => {
  const answer = await ask(`/documents/${again}/pages/3`);

  expect(answer.status).toBe(301);
  expect(answer.headers.get('location')).toBe(`/documents/${stays}/pages/3`);
});

test.each([
  ['removed', `/iiif/image/3/${removed}.2.0/info.json`],
  ['merged', `/iiif/image/3/${merged}.2.0/info.json`],
  ['removed', `/files/${removed}/r2/pages/0/image`],
  ['merged', `/files/${merged}/r2/pages/0/image`],
])('the picture of a page of a document that was %s is gone with it: %s', async (_name, address) => {
  const answer = await ask(address);

  expect(answer.status).toBe(410);
  expect(await answer.json()).toMatchObject({ code: 'document.gone' });
  expect(answer.headers.get('location')).toBeNull();
});

test('of the picture of a page that never was nothing is told', async () => {
  expect((await ask(`/iiif/image/3/${never}.2.0/info.json`)).status).toBe(404);
  expect((await ask(`/iiif/image/3/${closed}.2.0/info.json`)).status).toBe(404);
});

test.each([
  ['was closed', closed],
  ['never was', never],
])('of one that %s nothing is told', async (_name, id) => {
  const answer = await ask(`/documents/${id}/pages/3`);

  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ code: 'document.missing' });
});

test('nobody is led elsewhere with what he sends', async () => {
  expect((await ask(`/documents/${merged}`, 'POST')).status).not.toBe(301);
});
