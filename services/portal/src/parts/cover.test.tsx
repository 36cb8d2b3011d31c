import { ACCESS_LEVELS, parseRecord } from '@diachi/domain';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { frame, sampleDocument } from '../testing/sample.ts';
import { Cover } from './cover.tsx';

const coverOf = (said: object, role: 'reader' | 'archivist' = 'reader') => {
  const record = parseRecord({ title: 'Địa chí', library: 'tinh', ...said });
  return renderToString(
    <Cover frame={frame(role)} document={sampleDocument({ record, publishedRevision: 1 })} isLazy={false} />,
  );
};

test('a list asks for no picture that whoever looks at it may not see', () => {
  const pictured = ACCESS_LEVELS.filter((access) => coverOf({ access }).includes('<img'));

  expect(pictured).toEqual(['open', 'no-download', 'preview']);
  expect(coverOf({ access: 'open', embargoUntil: '9999-01-01' })).not.toContain('<img');
  expect(coverOf({ access: 'closed' }, 'archivist')).toContain('<img');
});
