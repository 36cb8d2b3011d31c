import type { PageText } from '@diachi/page-text';
import type { PageView } from '@diachi/ports';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { Frame } from '../frame.ts';
import { pageContract } from '../testing/page-contract.ts';
import { doubtedView, frame, id, library, pageView, sampleDocument, unreadableView } from '../testing/sample.ts';
import { ReadingPage } from './reading-page.tsx';

pageContract('reading page with its doubtful words', (language) => readingDoubt(frame('admin', language)));

describe('doubtful words', () => {
  test('are marked on the text and on the image, each with what it was, why and how sure', () => {
    const html = renderToString(readingDoubt(frame('admin', 'vi')));

    expect(html.match(/class="doubtful"/g)).toHaveLength(3);
    expect(html.match(/<rect id="box-\d" class="(hit|doubt)"/g)).toHaveLength(3);
    expect(html).toMatch(/<mark><a id="word-1"[^>]*aria-describedby="doubt-1"/);
    expect(html).toContain('Máy chắc 41 % là chữ này đúng.');
    expect(html).toContain(
      'Lúc đầu đọc là “&lt;i>chi”, nay là “chí”. Sửa theo quy tắc chính tả. Chỗ sửa này chắc 97 %.',
    );
    expect(html).toContain('Lúc đầu máy bỏ sót chữ này. Sửa sau khi đọc lại lần hai.');
    for (const [, number] of html.matchAll(/aria-describedby="doubt-(\d)"/g)) {
      expect(html).toContain(`id="doubt-${number}" class="doubt-note" role="tooltip"`);
    }
  });

  test('are marked only when they are asked for; how many there are is told before', () => {
    const html = renderToString(readingDoubt(frame('admin', 'en'), doubtedView(), false));

    expect(html).not.toContain('class="doubtful"');
    expect(html).toContain('Mark doubtful words (3)');
    expect(html).toContain(`href="/documents/${id}/pages/0?q=ch%C3%AD&amp;doubt=yes"`);
    expect(html).toContain('about 7 letters in 100 are likely wrong');
  });

  test('stay marked from page to page, and can be left', () => {
    const html = renderToString(readingDoubt(frame('admin', 'vi')));

    expect(html).toContain(`href="/documents/${id}/pages/1?q=ch%C3%AD&amp;doubt=yes" rel="next"`);
    expect(html).toContain('name="doubt" value="yes"');
    expect(html).toMatch(new RegExp(`href="/documents/${id}/pages/0\\?q=ch%C3%AD"[^>]*data-doubt="switch"`));
    expect(html).toContain('<kbd>Shift d</kbd>');
  });

  test('are none of the readers’, who are warned of a poor page and of no other', () => {
    const poor = renderToString(readingDoubt(frame('reader', 'vi')));
    const good = renderToString(readingDoubt(frame('reader', 'vi'), doubtedView(0.03)));

    expect(poor).toContain('còn nhiều chỗ sai');
    expect(good).not.toContain('còn nhiều chỗ sai');
    for (const html of [poor, good]) expect(html).not.toMatch(/doubtful|doubt-note|data-doubt|&lt;i>chi|Máy chắc/);
  });

  test('of a page that was not reckoned nothing is estimated', () => {
    const html = renderToString(readingDoubt(frame('admin', 'en'), doubtedView(null)));

    expect(html).not.toContain('Estimate');
    expect(renderToString(readingDoubt(frame('admin', 'en'), pageView()))).toContain(
      'No word on this page is doubtful',
    );
    expect(renderToString(readingDoubt(frame('admin', 'en'), unreadableView()))).not.toContain('class="doubt"');
  });
});

describe('what read a page', () => {
  const readBy = (text: PageText, who = frame('admin', 'en')) =>
    renderToString(readingDoubt(who, { ...pageView(), text }));

  test('is told archivists, with every engine that read some of it again', () => {
    const { text } = pageView();
    if (text.kind !== 'read') throw new Error('the sample page is read');
    const second = { name: 'tesseract', version: '5.3.0', model: 'fra', settings: {} } as const;

    expect(readBy({ ...text, furtherEngines: [second] })).toContain(
      'Read with tesseract 5.3.0, vie; further with tesseract 5.3.0, fra<',
    );
    expect(readBy(text)).toContain('Read with tesseract 5.3.0, vie<');
    expect(readBy(text, frame('reader', 'en'))).not.toContain('Read with');
  });

  test('is not the document itself where its text lay under a scan', () => {
    const came = (isUnderScan: boolean) => {
      const engine = { name: 'pdf-text', version: '1', model: '', settings: { isUnderScan } } as const;
      return readBy({ ...pageView().text, engine });
    };

    expect(came(true)).toContain('read by another program');
    expect(came(false)).toContain('Text that came with the original');
  });

  test('is not told of a page that nothing has read', () => {
    const engine = { name: 'none', version: '1', model: '', settings: {} } as const;

    expect(readBy({ ...unreadableView().text, engine })).not.toContain('Read with');
  });
});

function readingDoubt(who: Frame, view: PageView = doubtedView(), isDoubtShown = true) {
  return (
    <ReadingPage
      libraries={[library]}
      frame={who}
      document={sampleDocument()}
      view={view}
      query="chí"
      hits={[1]}
      around={null}
      isDoubtShown={isDoubtShown}
    />
  );
}
