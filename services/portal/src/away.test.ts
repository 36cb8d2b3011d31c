import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Document, Failure } from '@diachi/domain';
import type { Catalogue, Person, Reading } from '@diachi/ports';
import { createWebApp } from '@diachi/web';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createPortalService, type PortalTools } from './index.ts';
import {
  assets,
  documentView,
  id,
  inspection,
  library,
  pageView,
  sampleDocument,
  sampleReading,
  toCheck,
  workReport,
} from './testing/sample.ts';

const searchIsAway = async () => {
  throw new Failure('unavailable', 'search.unavailable', 'The search index cannot answer.');
};
const withoutSearch: Partial<Reading> = { search: searchIsAway, suggest: searchIsAway, hits: searchIsAway };
const workIsAway = async () => {
  throw new Failure('unavailable', 'upload.unavailable', 'The upload service does not answer.');
};

describe('while the search is away', () => {
  test.each([
    ['/search?q=s%C3%B4ng', 'Chưa tìm kiếm được lúc này'],
    ['/search?q=s%C3%B4ng&kind=book', 'value="sông"'],
    ['/search', 'Những gì vẫn dùng được'],
  ])('at %s people are told so, what still works, and to come back', async (path, words) => {
    const { ask } = await portalWith({ reading: sampleReading(withoutSearch) });

    const response = await ask(path);
    const html = await response.text();

    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(html).toContain(words);
    for (const href of ['/documents', '/documents?library=tinh', '/documents?kind=book']) {
      expect(html).toContain(`href="${href}"`);
    }
  });

  test('they are told in English too', async () => {
    const { ask } = await portalWith({ reading: sampleReading(withoutSearch) });

    const response = await ask('/search?q=a', { cookie: 'diachi_language=en' });

    expect(response.status).toBe(503);
    expect(await response.text()).toContain('Searching is not possible just now');
  });

  test.each(['/', '/documents', '/documents?library=tinh&collection=B%C3%A1o', `/documents/${id}`])(
    '%s is as always',
    async (path) => {
      const { ask } = await portalWith({ reading: sampleReading(withoutSearch) });

      const response = await ask(path);

      expect(response.status).toBe(200);
      expect(await response.text()).not.toContain('role="status"');
    },
  );

  test('a page is read with what was sought marked, and a line that says what cannot be told', async () => {
    const { ask } = await portalWith({ reading: sampleReading(withoutSearch) });

    const page = await ask(`/documents/${id}/pages/0?q=ch%C3%AD`);
    const html = await page.text();

    expect(page.status).toBe(200);
    expect(html).toContain('Chưa biết được những trang khác có từ này');
    expect(html).toContain('1 chỗ được đánh dấu');
  });

  test('a document that was searched in says so, and is there', async () => {
    const { ask } = await portalWith({ reading: sampleReading(withoutSearch) });

    const page = await ask(`/documents/${id}?q=ch%C3%AD`);

    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Chưa tìm được trong tài liệu lúc này');
  });

  test('whatever else is away is said as what it is', async () => {
    const search = async () => {
      throw new Failure('unavailable', 'access.unavailable', 'The access service does not answer.');
    };
    const { ask } = await portalWith({ reading: sampleReading({ search }) });

    const response = await ask('/search?q=a');

    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('Những gì vẫn dùng được');
  });
});

describe('while nobody tells how the work goes', () => {
  test('the page of the work says so', async () => {
    const { ask } = await portalWith({ work: workIsAway, role: 'archivist' });

    const response = await ask('/work');

    expect(response.status).toBe(503);
    expect(await response.text()).toContain('Chưa biết công việc đến đâu');
  });

  test('administrators are told where an inspection would stand', async () => {
    const { ask } = await portalWith({ inspection: workIsAway, role: 'admin' });

    const response = await ask('/inspection');

    expect(response.status).toBe(503);
    expect(await response.text()).toContain('<h1>Kiểm tra kho</h1>');
  });

  test('a document in work is there, and says in its place what is not known', async () => {
    const inWork: Partial<Document> = { state: 'reading', publishedRevision: 0 };
    const { ask } = await portalWith({
      workOn: workIsAway,
      role: 'archivist',
      reading: sampleReading({ document: async () => documentView(inWork) }),
    });

    const response = await ask(`/documents/${id}`);

    expect(response.status).toBe(200);
    expect(await response.text()).toContain('Chưa biết việc xử lý tài liệu này đến đâu');
  });

  test.each(['/', '/documents', '/search?q=a', `/documents/${id}`, `/documents/${id}/pages/0`, '/upload'])(
    '%s is as always',
    async (path) => {
      const { ask } = await portalWith({ work: workIsAway, workOn: workIsAway, role: 'archivist' });

      expect((await ask(path)).status).toBe(200);
    },
  );
});

describe('an administrator', () => {
  test('is shown what the last inspection found, what to do, and which document it is about', async () => {
    const { ask } = await portalWith({ inspection: async () => ({ last: inspection(), state: null }), role: 'admin' });

    const html = await (await ask('/inspection')).text();

    expect(html).toContain('A file is &lt;gone>.');
    expect(html).toContain(`href="/documents/${id}"`);
    expect(html).toContain('Kho không bao giờ tự xóa tệp lạ');
    expect(html).not.toContain('../etc');
    expect(html).toContain('action="/api/inspection"');
  });

  test('is shown how far one is that runs, and cannot start another', async () => {
    const state = { isRunning: true, done: 30, planned: 100, failure: null };
    const { ask } = await portalWith({ inspection: async () => ({ last: null, state }), role: 'admin' });

    const html = await (await ask('/inspection')).text();

    expect(html).toContain('30 trên 100');
    expect(html).not.toContain('action="/api/inspection"');
  });

  test('is led to inspections from the work, and to the queue where there is one to look into', async () => {
    const [plain, withQueue] = [
      await portalWith({ role: 'admin' }),
      await portalWith({ role: 'admin', queueAddress: '/queues' }),
    ];

    expect(await (await plain.ask('/work')).text()).toContain('href="/inspection"');
    expect(await (await plain.ask('/work')).text()).not.toContain('href="/queues"');
    expect(await (await withQueue.ask('/work')).text()).toContain('href="/queues"');
  });

  test('only: an archivist is led to neither', async () => {
    const { ask } = await portalWith({ role: 'archivist', queueAddress: '/queues' });

    const html = await (await ask('/work')).text();

    expect(html).not.toMatch(/href="\/(inspection|queues)"/);
  });
});

test('a page whose store is slow is shown when it comes, and does not wait for a slower search', async () => {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const { promise: asked, resolve: begun } = Promise.withResolvers<void>();
  const page = async () => {
    begun();
    await opened;
    return pageView();
  };
  const { ask } = await portalWith({
    reading: sampleReading({ page, hits: () => new Promise(() => undefined) }),
    searchLimitMs: 20,
  });

  const answer = ask(`/documents/${id}/pages/0?q=ch%C3%AD`);
  await asked;
  open();

  const html = await (await answer).text();
  expect(html).toContain('Chưa biết được những trang khác có từ này');
  expect(html).toContain('1 chỗ được đánh dấu');
});

type Parts = Partial<PortalTools> & { readonly role?: Person['role'] };

/** A portal with these parts, asked by somebody in a role, or by a reader. */
async function portalWith({ role, ...parts }: Parts) {
  const person = role && {
    id: 1,
    name: 'lan',
    role,
    library: null,
    passwordHash: null,
    createdAt: '2026-11-20T08:00:00.000Z',
  };
  const people = { session: async () => person ?? null } as unknown as Catalogue['people'];
  const audit = { note: async () => undefined, entries: async () => [] } as unknown as Catalogue['audit'];
  const libraries = async () => [library];
  const portal = createPortalService({
    reading: sampleReading(),
    catalogue: { people, audit, libraries, ...toCheck, withFailure: async () => [sampleDocument()] },
    assets,
    work: async () => workReport(),
    inspection: async () => ({ last: null, state: null }),
    verification: async () => ({ last: null, state: null }),
    sources: async () => [],
    workOn: async () => ({ steps: [], forecastSeconds: null }),
    ...parts,
  });
  const silent = () => undefined;
  const log = { debug: silent, warn: silent, error: silent };
  const { app } = createWebApp({
    routes: portal.routes,
    catalogue: { people, audit, libraries, changeOf: async () => null, document: async () => sampleDocument() },
    operatorToken: null,
    log,
    pages: portal,
  });
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const session = `diachi_session=${'a'.repeat(43)}`;
  return {
    ask: (path: string, { cookie = '' } = {}) =>
      fetch(base + path, { headers: { accept: 'text/html', cookie: [session, cookie].filter(Boolean).join('; ') } }),
  };
}
