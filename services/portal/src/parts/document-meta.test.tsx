import { EVERYONE, parseRecord, rightsOf } from '@diachi/domain';
import { describeDocument } from '@diachi/record-formats';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { sampleDocument } from '../testing/sample.ts';
import { DocumentMeta } from './document-meta.tsx';

const HOSTILE = '</script><script>alert(1)</script>" onload="x <!--';

function head(said: Readonly<Record<string, unknown>> = {}): string {
  const document = sampleDocument({ record: parseRecord({ title: 'Địa chí', library: 'tinh', ...said }) });
  const publicRights = rightsOf(document, EVERYONE, '2026-11-23');
  return renderToString(
    <DocumentMeta
      document={describeDocument(document, {
        publicRights,
        today: '2026-11-23',
        site: 'https://kho.example',
        libraries: [],
      })}
    />,
  );
}

const jsonIn = (html: string) =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? 'null') as Record<
    string,
    unknown
  >;

test('programs are told what a document is, as data', () => {
  const html = head({ creators: 'Nguyễn Văn Đậu' });

  expect(html).toContain('<meta name="citation_author" content="Nguyễn Văn Đậu"');
  expect(html).toContain('rel="alternate"');
  expect(jsonIn(html)).toMatchObject({ '@context': 'https://schema.org', name: 'Địa chí' });
});

test('nothing in a record ends the data or begins a script', () => {
  const html = head({ title: HOSTILE, summary: HOSTILE, creators: [{ name: HOSTILE, part: 'author' }] });

  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toContain('<!--');
  expect(html).not.toContain('" onload="');
  expect(jsonIn(html)['name']).toBe(HOSTILE);
});

test('where a document may not be taken home, the address of its PDF is not told', () => {
  expect(head()).toContain('citation_pdf_url');
  expect(head({ access: 'no-download' })).not.toContain('document.pdf');
});
