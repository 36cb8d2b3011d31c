import { EVERYONE, parseRecord, rightsOf } from '@diachi/domain';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { frame, library, sampleDocument } from '../testing/sample.ts';
import { SeenNote } from './seen-note.tsx';

function noteOn(embargoUntil: string) {
  const record = parseRecord({ title: 'Địa chí', library: 'tinh', access: 'members', embargoUntil });
  const document = sampleDocument({ record, publishedRevision: 1 });
  const shown = frame('reader', 'en');
  const rights = rightsOf(document, EVERYONE, shown.today);
  return renderToString(<SeenNote frame={shown} document={document} rights={rights} libraries={[library]} />);
}

test('readers are told of an embargo while it lasts, and then who may read the document', () => {
  expect(noteOn('9999-01-02')).toContain('This document opens on');
  expect(noteOn('9999-01-02')).not.toContain('Members of that library');
  expect(noteOn('2020-01-02')).not.toContain('opens on');
  expect(noteOn('2020-01-02')).toContain('Members of that library see it');
});
