import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { type Document, Failure, parseLibraryCode, parseRecord } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { createSignInLink, createWebApp, type Route } from '@diachi/web';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPortalService, type PortalService } from './index.ts';
import { assets, documentView, id, library, sampleDocument, sampleReading, workReport } from './testing/sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'portal-'));
let catalogue: Catalogue;
let portal: PortalService;
let server: Server;
let base: string;
let isLibraryAway = false;
let toLookAt: readonly Document[] = [];

beforeAll(async () => {
  catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.db') });
  const findSample = (asked: string) => {
    if (isLibraryAway) throw new Failure('unavailable', 'catalogue.unavailable', 'The catalogue is away.');
    if (asked !== id) throw new Failure('missing', 'document.missing', 'There is no such document.');
  };
  const reading = sampleReading({
    document: async (asked) => {
      findSample(asked);
      return documentView();
    },
    documentAlone: async (asked) => {
      findSample(asked);
      return sampleDocument();
    },
  });
  portal = createPortalService({
    reading,
    catalogue: { ...catalogue, withFailure: async (limit) => toLookAt.slice(0, limit) },
    assets,
    work: async () => workReport(),
    inspection: async () => ({ last: null, state: null }),
    verification: async () => ({ last: null, state: null }),
    sources: async () => [],
    workOn: async () => ({ steps: [], forecastSeconds: null }),
  });
  const silent = () => undefined;
  const log = { debug: silent, warn: silent, error: silent };
  server = createServer(
    createWebApp({
      routes: [...portal.routes, takenLibrary, refusedRecord],
      catalogue,
      operatorToken: null,
      log,
      pages: portal,
    }).app,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await catalogue.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a reader', () => {
  test.each([
    '/',
    '/search?q=a',
    '/documents?kind=book',
    `/documents/${id}`,
    `/documents/${id}/pages/0?q=a`,
    '/sign-in',
  ])('is shown %s', async (path) => {
    const response = await ask(path);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toMatch(/^<!doctype html><html lang="vi">/);
  });

  test.each(['/upload', '/work', `/documents/${id}/edit`, '/people', '/libraries', '/inspection', '/to-check'])(
    'is sent to sign in from %s, and comes back there',
    async (path) => {
      const response = await ask(path);

      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
    },
  );

  test('chooses English once, and comes back to the same page in it', async () => {
    const chosen = await ask('/search?q=a%20b&lang=en&kind=map');
    const cookie = chosen.headers.get('set-cookie')?.split(';')[0] ?? '';

    expect(chosen.headers.get('location')).toBe('/search?q=a+b&kind=map');
    expect(await (await ask('/search?q=a', { headers: { cookie } })).text()).toContain('<html lang="en">');
  });

  test('goes to a page by its number, or by what is printed on it', async () => {
    const where = async (page: string) =>
      (await ask(`/documents/${id}/pages?page=${page}&q=a`)).headers.get('location');

    expect(await where('i')).toBe(`/documents/${id}/pages/0?q=a`);
    expect(await where('i&doubt=yes')).toBe(`/documents/${id}/pages/0?q=a&doubt=yes`);
    expect(await where('3')).toBe(`/documents/${id}/pages/2?q=a`);
    expect(await where('999')).toBe(`/documents/${id}/pages/2?q=a`);
    expect(await where('x')).toBe(`/documents/${id}/pages/0?q=a`);
  });

  test.each([
    ['/nowhere', 404, 'Không tìm thấy'],
    ['/nowhere?lang=en', 404, 'Not found'],
    ['/documents/0000000000000000', 404, 'Không tìm thấy'],
    ['/documents/zzzz', 404, 'Không có tài liệu này'],
    [`/documents/${id}/pages/first`, 404, 'Tài liệu không có trang này'],
    ['/welcome/never-made', 200, 'Liên kết này đã dùng rồi'],
    ['/assets/portal-0.css', 404, 'Không tìm thấy'],
  ])('at %s is answered %i and told in words', async (path, status, words) => {
    const response = await ask(path);

    expect(response.status).toBe(status);
    expect(await response.text()).toContain(words);
  });

  test('is told when the library cannot answer for the moment', async () => {
    isLibraryAway = true;
    const response = await ask(`/documents/${id}`).finally(() => {
      isLibraryAway = false;
    });

    expect(response.status).toBe(503);
    expect(await response.text()).toContain('Không có gì bị mất');
  });

  test('keeps scripts and styles for good', async () => {
    const response = await ask('/assets/portal-1.css');

    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await response.text()).toBe('body{}');
  });
});

describe('signing in', () => {
  test('with a wrong password shows the form again with what went wrong, and where it was going', async () => {
    const response = await post('/api/session', { name: 'nobody', password: 'wrong', next: '/work' });
    const html = await response.text();

    expect(response.status).toBe(401);
    expect(html).toContain('role="alert"');
    expect(html).toContain('name="next" value="/work"');
  });

  test('by a one-time link sets a password first; one too short is asked for again', async () => {
    const person = await catalogue.people.add({ name: 'hoa', role: 'archivist' });
    const token = new URL(await createSignInLink(catalogue.people, person.id, base)).pathname.split('/')[2];

    expect(await (await ask(`/welcome/${token}`)).text()).toContain('Chào hoa');
    const short = await post(`/api/welcome/${token}`, { password: 'x' });
    expect(short.status).toBe(400);
    expect(await short.text()).toContain('role="alert"');
    expect((await post(`/api/welcome/${token}`, { password: 'mot cau that dai' })).status).toBe(303);
    expect(await (await ask(`/welcome/${token}`)).text()).toContain('đã dùng rồi');
  });
});

describe('an archivist', () => {
  test.each(['/to-check', '/to-check?show=pages'])('finds nothing to check in an empty library at %s', async (path) => {
    const { cookie } = await signIn('archivist');

    const response = await ask(path, { headers: { cookie } });

    expect(response.status).toBe(200);
    expect(await response.text()).toContain('Không có trang nào cần xem lại');
  });

  test('is led to the beginning of a list whose address was cut short', async () => {
    const { cookie } = await signIn('archivist');

    const response = await ask('/to-check?show=pages&after=7_', { headers: { cookie } });

    expect(response.headers.get('location')).toBe('/to-check?show=pages');
  });
});

describe('an administrator', () => {
  test('adds somebody and is shown their link once, in an answer nothing keeps', async () => {
    const { cookie, csrf } = await signIn('admin');

    const made = await post('/people', { csrf, name: 'Nguyễn Thị Lan', role: 'archivist' }, cookie);
    const [, link] = /value="(http:[^"]+\/welcome\/[^"]+)"/.exec(await made.text()) ?? [];

    expect(made.headers.get('cache-control')).toBe('no-store');
    expect(link).toBeDefined();
    expect(await (await ask(new URL(link ?? base).pathname)).text()).toContain('Chào Nguyễn Thị Lan');
    expect(await (await ask('/people', { headers: { cookie } })).text()).not.toContain('/welcome/');
    expect(await catalogue.audit.entries({ limit: 1 })).toMatchObject([
      { what: 'person.added', details: { name: 'Nguyễn Thị Lan', role: 'archivist' } },
    ]);
  });

  test('has somebody belong to another library on the page, and is told so', async () => {
    const { cookie, csrf } = await signIn('admin');
    await catalogue.putLibrary({ code: parseLibraryCode('tinh'), name: 'Thư viện tỉnh' });
    const { id } = await catalogue.people.add({ name: 'Vàng Thị Mỷ', role: 'archivist' });

    const form = await (await ask(`/people?moving=${id}`, { headers: { cookie } })).text();
    const changed = await post(`/people/${id}/library`, { csrf, library: 'tinh' }, cookie);
    const refused = await post(`/people/${id}/library`, { csrf, library: 'nobodys' }, cookie);
    const forged = await post(`/people/${id}/library`, { library: '' }, cookie);

    expect(form).toContain(`<form class="narrow" method="post" action="/people/${id}/library">`);
    expect(await (await ask('/people?moving=x', { headers: { cookie } })).text()).not.toContain('/library">');
    expect(changed.headers.get('cache-control')).toBe('no-store');
    expect(await changed.text()).toContain('Vàng Thị Mỷ nay thuộc Thư viện tỉnh');
    expect([refused.status, forged.status]).toEqual([400, 403]);
    expect(await refused.text()).toContain('role="alert"');
    expect((await post('/people/999/library', { csrf, library: 'tinh' }, cookie)).status).toBe(404);
    expect((await catalogue.people.named('Vàng Thị Mỷ'))?.library).toBe('tinh');
  });

  test('is told when a name is taken, and nothing is made', async () => {
    const { cookie, csrf } = await signIn('admin');
    const before = (await catalogue.people.all()).length;

    const again = await post('/people', { csrf, name: 'hoa', role: 'archivist' }, cookie);
    const forged = await post('/people', { name: 'someone', role: 'admin' }, cookie);

    expect(again.status).toBe(409);
    expect(forged.status).toBe(403);
    expect(await catalogue.people.all()).toHaveLength(before);
  });

  test('is shown what was wrong with a library on the page it was written on, with what was written', async () => {
    const { cookie, csrf } = await signIn('admin');

    const refused = await post('/api/libraries', { csrf, code: 'tinh', name: 'Một <b> khác', isNew: 'true' }, cookie);
    const html = await refused.text();

    expect(refused.status).toBe(409);
    expect(html).toContain('Mã “tinh” đã là của thư viện “Thư viện tỉnh');
    expect(html).toContain('name="name" required');
    expect(html).toContain('value="Một &lt;b> khác"');
    expect(html).toContain('name="next" value="/libraries"');
  });
});

describe('an archivist whose change of a record is refused', () => {
  const change = async (fields: Readonly<Record<string, string>>) => {
    const { cookie, csrf } = await signIn('archivist');
    const written = { onVersion: '2', title: 'Tên <mới>', collection: '', date: '1954', ...fields };
    const response = await post(`/api/documents/${id}/record`, { csrf, ...written }, cookie);
    return { status: response.status, html: await response.text() };
  };

  test('is shown the form with everything that was written, and the error at its field', async () => {
    const { status, html } = await change({ date: 'năm <ngoái>' });

    expect(status).toBe(400);
    expect(html).toContain('value="Tên &lt;mới>"');
    expect(html).toMatch(/<input (?=[^>]*id="date")(?=[^>]*aria-describedby="date-problem date-help")[^>]*>/);
    expect(html).toMatch(/<input (?=[^>]*value="năm &lt;ngoái>")(?=[^>]*aria-invalid="true")[^>]*>/);
    expect(html).toMatch(/id="date-problem"[^>]*>[^<]*1954/);
    expect(html).toContain('name="onVersion" value="2"');
    expect(html).toContain(`href="/documents/${id}/edit?lang=en"`);
  });

  test('sees beside what they wrote what somebody else made of it, and may save on that', async () => {
    const { status, html } = await change({ kind: 'map' });

    expect(status).toBe(409);
    expect(html).toContain('value="Tên &lt;mới>"');
    expect(html).toMatch(/<option value="map" selected/);
    expect(html).toContain('Trong kho đang là: 195X');
    expect(html).toContain('Trong kho đang là: Sách');
    expect(html).toContain('Trong kho đang là: Sách &amp; cổ');
    expect(html).not.toContain('id="language-kept"');
    expect(html).toContain('name="onVersion" value="3"');
  });
});

test.each(['/', '/search?q=a', '/search?q='])(
  'at %s only archivists are told how much waits for them',
  async (path) => {
    const { cookie } = await signIn('archivist');
    const told = async (count: number, headers: HeadersInit) => {
      toLookAt = Array.from({ length: count }, () => sampleDocument({ state: 'failed' }));
      const html = await (await ask(path, { headers })).text();
      return /<a href="\/work">([^<]+cần xem)<\/a>/.exec(html)?.[1];
    };

    expect(await told(3, { cookie })).toBe('3 tài liệu cần xem');
    expect(await told(500, { cookie })).toBe('99+ tài liệu cần xem');
    expect(await told(0, { cookie })).toBeUndefined();
    expect(await told(3, {})).toBeUndefined();
  },
);

test('an archivist works, and does not manage people or libraries', async () => {
  const { cookie } = await signIn('archivist');

  for (const path of ['/upload', '/work', `/documents/${id}/edit`]) {
    expect((await ask(path, { headers: { cookie } })).status).toBe(200);
  }
  for (const path of ['/people', '/libraries', '/inspection']) {
    expect((await ask(path, { headers: { cookie } })).status).toBe(403);
  }
});

/** As the service that keeps the records answers it. */
const takenLibrary: Route = {
  method: 'post',
  path: '/api/libraries',
  role: 'admin',
  summary: 'Finds every code taken',
  body: 'form',
  handle: () => {
    const details = { code: library.code, name: library.name };
    throw new Failure('conflict', 'library.code-taken', 'Taken.', { details });
  },
};

/** As the service that keeps the records answers what cannot be kept. */
const refusedRecord: Route = {
  method: 'post',
  path: '/api/documents/:id/record',
  role: 'archivist',
  summary: 'Keeps no record',
  body: 'form',
  handle: ({ body }) => {
    const { record } = sampleDocument();
    parseRecord({ ...record, ...body });
    throw new Failure('conflict', 'record.changed-meanwhile', 'Changed.');
  },
};

const ask = (path: string, options: RequestInit = {}) =>
  fetch(base + path, { ...options, redirect: 'manual', headers: { accept: 'text/html', ...options.headers } });

const post = (path: string, fields: Readonly<Record<string, string>>, cookie = '') =>
  ask(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: base, cookie } });

async function signIn(role: 'archivist' | 'admin'): Promise<{ cookie: string; csrf: string }> {
  const person = await catalogue.people.add({ name: `${role} ${Math.random()}`, role });
  const { pathname } = new URL(await createSignInLink(catalogue.people, person.id, base));
  const response = await post(`/api${pathname}`, { password: 'mot cau that dai' });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  const html = await (await ask('/work', { headers: { cookie } })).text();
  return { cookie, csrf: /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '' };
}
