import type { Language } from '@diachi/messages';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { RECORD_FIELDS, recordValues } from '../record-values.ts';
import { pageContract } from '../testing/page-contract.ts';
import { describedDocument, frame, HOSTILE, library, reason, sampleDocument } from '../testing/sample.ts';
import { EditPage } from './edit-page.tsx';

pageContract('edit', changedBefore);

pageContract('edit that was refused', (language) => (
  <EditPage
    frame={frame('admin', language)}
    document={sampleDocument()}
    libraries={[library]}
    collections={[HOSTILE]}
    history={[]}
    refused={{
      note: { ...reason, code: 'record.changed-meanwhile' },
      written: { ...recordValues(sampleDocument().record), title: '<b>', date: HOSTILE },
      onVersion: 2,
    }}
  />
));

test('a change of the record can be taken back on the version that is current', () => {
  const html = renderToString(changedBefore('vi'));

  expect(html).toContain('name="onVersion" value="3"');
  expect(html).toContain('name="title" value="Tên cũ"');
});

test('every field of a record can be changed, and what is rarely needed is folded away until it has to be put right', () => {
  const edit = (code: string) =>
    renderToString(
      <EditPage
        frame={frame('admin', 'vi')}
        document={describedDocument}
        libraries={[library]}
        collections={[]}
        history={[]}
        refused={
          code === ''
            ? null
            : {
                note: { kind: 'invalid', code, message: '', details: {} },
                written: recordValues(describedDocument.record),
                onVersion: 3,
              }
        }
      />,
    );

  for (const field of RECORD_FIELDS) expect(edit('')).toContain(`name="${field}"`);
  expect(edit('')).toContain('Ty &lt;b> | cơ quan ban hành');
  expect(edit('').match(/<details class="field-group">/g)).toHaveLength(3);
  expect(edit('record.bad-isbn').match(/<details class="field-group">/g)).toHaveLength(2);
});

function changedBefore(language: Language) {
  return (
    <EditPage
      frame={frame('admin', language)}
      document={sampleDocument()}
      libraries={[library]}
      collections={[HOSTILE]}
      history={[
        {
          at: '2026-11-20T08:00:00.000Z',
          who: HOSTILE,
          what: 'record.changed',
          before: { ...sampleDocument().record, title: 'Tên cũ' },
          after: sampleDocument().record,
        },
      ]}
      refused={null}
    />
  );
}
