import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { ocrEngineContract } from './contract/ocr-engine.contract.ts';
import { tesseractJsAdapter } from './tesseract-js-engine.ts';

describe('tesseract.js', () => {
  ocrEngineContract(tesseractJsAdapter.source(join(tmpdir(), 'diachi-models-test')));
});
