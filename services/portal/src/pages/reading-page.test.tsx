import type { Rights } from '@diachi/domain';
import type { Language } from '@diachi/messages';
import type { PageText } from '@diachi/page-text';
import type { PageView } from '@diachi/ports';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { pageContract } from '../testing/page-contract.ts';
import {
  ALL_RIGHTS,
  describedDocument,
  frame,
  HOSTILE,
  id,
  library,
  pageView,
  sampleDocument,
  unreadableView,
} from '../testing/sample.ts';
import { ReadingPage, type ReadingPageProps } from './reading-page.tsx';

const smallOnly: Rights = { ...ALL_RIGHTS, fullImage: false, download: false };
const around = {
  total: 3,
  position: 1,
  previous: null,
  next: 7,
  wordStart: null,
  near: [{ page: 0, label: 'i', snippet: [{ text: HOSTILE, isHit: true }] }],
};
const sought = { query: 'chí', hits: [1], around };

pageContract('reading page', (language) => readingPage(language, sought));

pageContract('unreadable page', (language) => readingPage(language, { view: unreadableView() }));

pageContract('page of which only a small picture is shown', (language) =>
  readingPage(language, { document: describedDocument, view: { ...pageView(), rights: smallOnly } }),
);

describe('the reading page', () => {
  test('boxes each hit in pixels of the page image, and ties it to its word', () => {
    const html = renderToString(readingPage('vi', sought));

    expect(html).toContain('viewBox="0 0 2000 3000"');
    expect(html).toContain('<rect id="box-1" class="hit" x="96" y="46" width="88" height="38">');
    expect(html).toMatch(/<mark><a id="word-1" href="#box-1" data-box="100 50 80 30">chí<\/a><\/mark>/);
    expect(html).toContain('&lt;i>tỉnh');
  });

  test('offers pictures by width and leaves the page image to the zoom', () => {
    const html = renderToString(readingPage('vi', sought));
    const [, srcset] = /srcset="([^"]+)"/.exec(html) ?? [];

    expect(srcset).toBe(`/files/${id}/r1/pages/0/800.webp 800w, /files/${id}/r1/pages/0/1600.webp 1600w`);
    expect(html).toContain(`href="/files/${id}/r1/pages/0/image"`);
  });

  test('leads on and to the next hit without a script', () => {
    const html = renderToString(readingPage('vi', sought));

    expect(html).toContain(`href="/documents/${id}/pages/1?q=ch%C3%AD" rel="next"`);
    expect(html).not.toContain('rel="prev"');
    expect(html).toContain(`data-hit="next" href="/documents/${id}/pages/7?q=ch%C3%AD"`);
  });

  test('says of an unreadable page that it is one, and why', () => {
    const html = renderToString(readingPage('vi', { view: unreadableView() }));

    expect(html).toContain('Không đọc được chữ của trang này');
    expect(html).toContain('The ink &lt;faded>.');
    expect(html).not.toContain('data-tool="turn"');
  });
});

describe('a page that was damaged', () => {
  const brokenOff = { kind: 'invalid', code: 'scan.broken-off', message: '', details: {} } as const;
  const whole = pageView();
  const { image } = whole.page;
  const views: Readonly<Record<string, PageView>> = {
    read: { ...whole, text: { ...(whole.text as PageText & { kind: 'read' }), damage: brokenOff } },
    unreadable: {
      ...whole,
      page: { ...whole.page, state: 'unreadable', reason: brokenOff },
      text: { ...unreadableView().text, kind: 'unreadable', image, reason: brokenOff },
    },
  };

  test.each([
    ['read', 'vi', 'Trang này bị hỏng một phần: Tệp của trang này bị cụt hoặc hỏng, một phần ảnh không còn.'],
    ['read', 'en', 'Part of this page is damaged: The file of this page breaks off'],
    ['unreadable', 'vi', 'Không đọc được chữ của trang này: Tệp của trang này bị cụt hoặc hỏng'],
    ['unreadable', 'en', 'The text of this page could not be read: The file of this page breaks off'],
  ] as const)('and %s says so above its picture’s words, in %s', (state, language, words) => {
    const html = renderToString(readingPage(language, { view: views[state] ?? whole }));

    expect(html).toContain(words);
    expect(html).toContain('/pages/0/800.webp 800w');
    expect(html.includes('data-box')).toBe(state === 'read');
  });
});

test('a page of which only a small picture may be shown shows that one, says why, and offers nothing more', () => {
  const html = renderToString(readingPage('en', { view: { ...pageView(), rights: smallOnly } }));

  expect(html).toContain('/240.webp');
  expect(html).toContain('the library does not show large ones');
  for (const hidden of ['/800.webp', '/1600.webp', '/image', 'document.pdf', 'text.txt', 'data-levels']) {
    expect(html).not.toContain(hidden);
  }
  expect(html).toContain('địa');
});

/** For a reader, who sought nothing unless it is said. */
function readingPage(language: Language, props: Partial<ReadingPageProps> = {}) {
  return (
    <ReadingPage
      libraries={[library]}
      frame={frame('reader', language)}
      document={sampleDocument()}
      view={pageView()}
      query=""
      hits={[]}
      around={null}
      {...props}
    />
  );
}
