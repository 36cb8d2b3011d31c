import { describe, expect, test } from 'vitest';
import { pdfReaderContract } from './contract/pdf-reader.contract.ts';
import { isPopplerInstalled, popplerReader } from './poppler-reader.ts';

const isInstalled = await isPopplerInstalled();

if (isInstalled) {
  describe('poppler', () => pdfReaderContract(popplerReader));
} else if (process.env['REQUIRE_SERVERS'] === '1') {
  test('poppler is installed', () => expect(isInstalled).toBe(true));
} else {
  test.skip('SKIPPED: pdftoppm is not installed, so that nothing was drawn with poppler', () => {});
}
