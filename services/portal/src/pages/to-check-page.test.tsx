import type { Language } from '@diachi/messages';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { pageContract } from '../testing/page-contract.ts';
import { frame, id, library, toCheck } from '../testing/sample.ts';
import { ToCheckPage, type ToCheckPageProps } from './to-check-page.tsx';

const [documentsToCheck, pagesToCheck] = [await toCheck.documentsToCheck(), await toCheck.pagesToCheck()];

pageContract('documents to check', (language) => toCheckPage(language, { documents: documentsToCheck }));
pageContract('pages to check', (language) => toCheckPage(language, { pages: pagesToCheck }));
pageContract('list of nothing to check', (language) =>
  toCheckPage(language, { documents: { listed: [], next: null } }),
);

describe('what is to be checked', () => {
  test('is told in plain words, and leads to the place', () => {
    const documents = renderToString(toCheckPage('vi', { documents: documentsToCheck }));
    const pages = renderToString(toCheckPage('en', { pages: pagesToCheck }));

    expect(documents).toContain('2 trên 3 trang cần xem');
    expect(documents).toContain('khoảng 7 ký tự sai trên 100');
    expect(documents).toContain('href="/to-check?after=70000_1"');
    expect(pages).toContain(`href="/documents/${id}/pages/2?doubt=yes"`);
    expect(pages).toContain('class="tag is-unreadable"');
    expect(pages).toContain('about 7 letters in 100 are likely wrong');
    expect(pages).toContain('href="/to-check?show=pages&amp;after=70000_00000000000000a1_0"');
  });
});

function toCheckPage(language: Language, lists: Partial<ToCheckPageProps>) {
  return (
    <ToCheckPage
      frame={frame('admin', language)}
      at={{ kind: lists.pages ? 'pages' : 'documents' }}
      libraries={[library]}
      documents={null}
      pages={null}
      {...lists}
    />
  );
}
