import { UNRECKONED } from '@diachi/domain';
import type { Language } from '@diachi/messages';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { Frame } from '../frame.ts';
import { pageContract } from '../testing/page-contract.ts';
import { describedDocument, documentView, failure, frame, id, library } from '../testing/sample.ts';
import { DocumentPage } from './document-page.tsx';

pageContract('document', (language) => documentPage(frame('reader', language)));

pageContract('document at the desk', (language) =>
  documentPage(frame('admin', language), { state: 'failed', publishedRevision: 0, failure }),
);

pageContract('document of which only the record is shown', recordAlone);

describe('what only archivists see of a document', () => {
  test('is the failure with its page, and a way to try again', () => {
    const html = renderToString(documentPage(frame('admin', 'vi'), { state: 'failed', publishedRevision: 0, failure }));

    expect(html).toContain('Bước “Đọc chữ”, trang 12');
    expect(html).toContain(`action="/api/documents/${id}/retry"`);
    expect(html).toContain('name="csrf" value="token-of-lan"');
  });

  test('is why to read it again after its language was changed', () => {
    const html = renderToString(documentPage(frame('archivist')));

    expect(html).toContain('đã được đọc theo “Tiếng Pháp”, nay tài liệu ghi là “Tiếng Việt, Tiếng Pháp”');
    expect(html).toContain(`action="/api/documents/${id}/read-again"`);
    expect(renderToString(documentPage(frame('archivist'), { workRevision: 2 }))).not.toContain('Tiếng Pháp”, nay');
  });

  test('is not on the page of a reader', () => {
    const html = renderToString(documentPage(frame('reader', 'vi')));

    expect(html).not.toMatch(/\/edit|\/retry|\/remove|csrf|data-live="desk"/);
  });

  test('lets an archivist remove what was refused, and only an administrator the rest', () => {
    const refused = { state: 'refused', publishedRevision: 0 } as const;

    expect(renderToString(documentPage(frame('archivist'), refused))).toContain('/remove');
    expect(renderToString(documentPage(frame('archivist')))).not.toContain('/remove');
    expect(renderToString(documentPage(frame('admin')))).toContain('/remove');
  });
});

describe('what is to be checked', () => {
  test('of a document stands on its page, the worst first, for archivists', () => {
    const pages = [0.001, 0.03, 0.3].map(
      (expectedError, page) =>
        ({ ...UNRECKONED, page, label: String(page + 1), state: 'read', expectedError }) as const,
    );
    const shown = (who: Frame) => renderToString(documentPage(who, {}, { pages }));

    expect(shown(frame('admin', 'en'))).toMatch(
      /Pages to check \(2\).*Page 3<\/a>: about 30 letters.*Page 2<\/a>: about 3 letters/s,
    );
    expect(shown(frame('reader', 'en'))).not.toContain('Pages to check');
  });
});

describe('a page that was damaged', () => {
  const brokenOff = { kind: 'invalid', code: 'scan.broken-off', message: '', details: {} } as const;

  test.each([
    ['vi', 'Hỏng một phần', 'Không đọc được'],
    ['en', 'Damaged in part', 'Unreadable'],
  ] as const)('is marked among the pages, in %s', (language, damaged, unreadable) => {
    const pages = [
      { page: 0, label: 'i', ...UNRECKONED, state: 'read', reason: brokenOff },
      { page: 1, label: '1', ...UNRECKONED, state: 'unreadable', reason: brokenOff },
      { page: 2, label: '2', state: 'read', ...UNRECKONED },
    ] as const;

    const html = renderToString(documentPage(frame('reader', language), {}, { pages }));
    const tiles = html.split('<li>').filter((tile) => tile.includes('class="thumbnail"'));

    expect(tiles.map((tile) => /class="tag[^>]*>([^<]*)/.exec(tile)?.[1])).toEqual([damaged, unreadable, undefined]);
  });
});

test('a document of which only the record may be shown leads to none of its pages and files, and says when it opens', () => {
  const html = renderToString(recordAlone('en'));

  expect(html).toContain('This document opens on January 2, 2031');
  expect(html).toContain('Thư viện tỉnh');
  expect(html).toContain('(issuer)');
  // Its record may be taken, in every format.
  const beside = html.replaceAll(/\/files\/\w+\/(?:record\/|mets\.xml)/g, '');
  for (const hidden of ['/pages/', '/files/', 'action="/documents/', 'id="pages"'])
    expect(beside).not.toContain(hidden);
});

test('a volume of thousands of pages is shown a part at a time', () => {
  const many = Array.from(
    { length: 5_000 },
    (_, page) => ({ page, label: `${page + 1}`, state: 'read', ...UNRECKONED }) as const,
  );
  const html = renderToString(documentPage(frame('reader', 'vi'), {}, { pages: many, from: 240 }));

  expect(html.match(/class="thumbnail"/g)).toHaveLength(120);
  expect(html).toContain(`/documents/${id}?from=360#pages`);
  expect(html).toContain(`/documents/${id}?from=120#pages`);
});

function documentPage(
  of: Frame,
  changes: Parameters<typeof documentView>[0] = {},
  { pages, from = 0 }: { pages?: ReturnType<typeof documentView>['pages']; from?: number } = {},
) {
  const view = documentView(changes);
  return (
    <DocumentPage
      frame={of}
      view={pages ? { ...view, pages } : view}
      libraries={[library]}
      query=""
      hits={null}
      from={from}
      work={{ steps: [{ job: 'ocr-page', done: 1, planned: 2 }], forecastSeconds: 30, languageRead: 'fra' }}
    />
  );
}

/** Of a document that is not for everybody, only its record. */
function recordAlone(language: Language) {
  const rights = { record: true, text: false, smallImage: false, fullImage: false, download: false };
  return (
    <DocumentPage
      frame={frame('reader', language)}
      view={{ document: describedDocument, rights, pages: [], bookmarks: [] }}
      libraries={[library]}
      query=""
      hits={null}
      from={0}
      work={null}
    />
  );
}
