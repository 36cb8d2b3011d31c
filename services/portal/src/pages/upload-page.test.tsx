import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { pageContract } from '../testing/page-contract.ts';
import { frame, HOSTILE, library } from '../testing/sample.ts';
import { UploadPage } from './upload-page.tsx';

pageContract('upload', (language) => (
  <UploadPage frame={frame('admin', language)} libraries={[library]} collections={[HOSTILE]} canReadHeic={false} />
));

test('HEIC is promised only where it can be read', () => {
  const page = (canReadHeic: boolean) =>
    renderToString(
      <UploadPage frame={frame('archivist')} libraries={[library]} collections={[]} canReadHeic={canReadHeic} />,
    );

  expect(page(false)).toContain('Nhận ảnh JPEG, PNG, WebP, TIFF, JPEG 2000 và tệp PDF.');
  expect(page(false)).not.toMatch(/heic/i);
  expect(page(true)).toContain('JPEG 2000, HEIC và tệp PDF.');
  expect(page(true)).toContain('.heic,');
});
