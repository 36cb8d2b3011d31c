import { type Document, Failure } from '@diachi/domain';
import { describe, expect, test } from 'vitest';
import { documentView, id, inspection, pageView, sampleReading } from './testing/sample.ts';
import { type ServedPortal, servedPortal } from './testing/served-portal.ts';

const searchIsAway = async () => {
  throw new Failure('unavailable', 'search.unavailable', 'The search index cannot answer.');
};
const withoutSearch: ServedPortal['parts'] = {
  reading: sampleReading({ search: searchIsAway, suggest: searchIsAway, hits: searchIsAway }),
};
const workIsAway = async () => {
  throw new Failure('unavailable', 'upload.unavailable', 'The upload service does not answer.');
};

describe('while the search is away', () => {
  test.each([
    ['/search?q=s%C3%B4ng', 'Chưa tìm kiếm được lúc này'],
    ['/search?q=s%C3%B4ng&kind=book', 'value="sông"'],
    ['/search', 'Những gì vẫn dùng được'],
  ])('at %s people are told so, what still works, and to come back', async (path, words) => {
    const { ask } = await servedPortal({ parts: withoutSearch });

    const { status, headers, html } = await ask(path);

    expect(status).toBe(503);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(html).toContain(words);
    for (const href of ['/documents', '/documents?library=tinh', '/documents?kind=book']) {
      expect(html).toContain(`href="${href}"`);
    }
  });

  test('they are told in English too', async () => {
    const { ask } = await servedPortal({ language: 'en', parts: withoutSearch });

    const { status, html } = await ask('/search?q=a');

    expect(status).toBe(503);
    expect(html).toContain('Searching is not possible just now');
  });

  test.each(['/', '/documents', '/documents?library=tinh&collection=B%C3%A1o', `/documents/${id}`])(
    '%s is as always',
    async (path) => {
      const { ask } = await servedPortal({ parts: withoutSearch });

      const { status, html } = await ask(path);

      expect(status).toBe(200);
      expect(html).not.toContain('role="status"');
    },
  );

  test('a page is read with what was sought marked, and a line that says what cannot be told', async () => {
    const { ask } = await servedPortal({ parts: withoutSearch });

    const { status, html } = await ask(`/documents/${id}/pages/0?q=ch%C3%AD`);

    expect(status).toBe(200);
    expect(html).toContain('Chưa biết được những trang khác có từ này');
    expect(html).toContain('1 chỗ được đánh dấu');
  });

  test('a document that was searched in says so, and is there', async () => {
    const { ask } = await servedPortal({ parts: withoutSearch });

    const { status, html } = await ask(`/documents/${id}?q=ch%C3%AD`);

    expect(status).toBe(200);
    expect(html).toContain('Chưa tìm được trong tài liệu lúc này');
  });

  test('whatever else is away is said as what it is', async () => {
    const search = async () => {
      throw new Failure('unavailable', 'access.unavailable', 'The access service does not answer.');
    };
    const { ask } = await servedPortal({ parts: { reading: sampleReading({ search }) } });

    const { status, html } = await ask('/search?q=a');

    expect(status).toBe(503);
    expect(html).not.toContain('Những gì vẫn dùng được');
  });
});

describe('while nobody tells how the work goes', () => {
  test('the page of the work says so', async () => {
    const { ask } = await servedPortal({ role: 'archivist', parts: { work: workIsAway } });

    const { status, html } = await ask('/work');

    expect(status).toBe(503);
    expect(html).toContain('Chưa biết công việc đến đâu');
  });

  test('administrators are told where an inspection would stand', async () => {
    const { ask } = await servedPortal({ role: 'admin', parts: { inspection: workIsAway } });

    const { status, html } = await ask('/inspection');

    expect(status).toBe(503);
    expect(html).toContain('<h1>Kiểm tra kho</h1>');
  });

  test('a document in work is there, and says in its place what is not known', async () => {
    const inWork: Partial<Document> = { state: 'reading', publishedRevision: 0 };
    const { ask } = await servedPortal({
      role: 'archivist',
      parts: { workOn: workIsAway, reading: sampleReading({ document: async () => documentView(inWork) }) },
    });

    const { status, html } = await ask(`/documents/${id}`);

    expect(status).toBe(200);
    expect(html).toContain('Chưa biết việc xử lý tài liệu này đến đâu');
  });

  test.each(['/', '/documents', '/search?q=a', `/documents/${id}`, `/documents/${id}/pages/0`, '/upload'])(
    '%s is as always',
    async (path) => {
      const { ask } = await servedPortal({ role: 'archivist', parts: { work: workIsAway, workOn: workIsAway } });

      expect((await ask(path)).status).toBe(200);
    },
  );
});

describe('an administrator', () => {
  test('is shown what the last inspection found, what to do, and which document it is about', async () => {
    const last = inspection();
    const { ask } = await servedPortal({ role: 'admin', parts: { inspection: async () => ({ last, state: null }) } });

    const { html } = await ask('/inspection');

    expect(html).toContain('A file is &lt;gone>.');
    expect(html).toContain(`href="/documents/${id}"`);
    expect(html).toContain('Kho không bao giờ tự xóa tệp lạ');
    expect(html).not.toContain('../etc');
    expect(html).toContain('action="/api/inspection"');
  });

  test('is shown how far one is that runs, and cannot start another', async () => {
    const state = { isRunning: true, done: 30, planned: 100, failure: null };
    const { ask } = await servedPortal({ role: 'admin', parts: { inspection: async () => ({ last: null, state }) } });

    const { html } = await ask('/inspection');

    expect(html).toContain('30 trên 100');
    expect(html).not.toContain('action="/api/inspection"');
  });

  test('is led to inspections from the work, and to the queue where there is one to look into', async () => {
    const [plain, withQueue] = [
      await servedPortal({ role: 'admin' }),
      await servedPortal({ role: 'admin', parts: { queueAddress: '/queues' } }),
    ];

    expect((await plain.ask('/work')).html).toContain('href="/inspection"');
    expect((await plain.ask('/work')).html).not.toContain('href="/queues"');
    expect((await withQueue.ask('/work')).html).toContain('href="/queues"');
  });

  test('only: an archivist is led to neither', async () => {
    const { ask } = await servedPortal({ role: 'archivist', parts: { queueAddress: '/queues' } });

    const { html } = await ask('/work');

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
  const { ask } = await servedPortal({
    parts: { reading: sampleReading({ page, hits: () => new Promise(() => undefined) }), searchLimitMs: 20 },
  });

  const answer = ask(`/documents/${id}/pages/0?q=ch%C3%AD`);
  await asked;
  open();

  const { html } = await answer;
  expect(html).toContain('Chưa biết được những trang khác có từ này');
  expect(html).toContain('1 chỗ được đánh dấu');
});
