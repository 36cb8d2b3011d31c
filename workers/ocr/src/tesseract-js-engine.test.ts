import { describe } from 'vitest';
import { ocrEngineContract } from './contract/ocr-engine.contract.ts';
import { startTesseractJs } from './tesseract-js-engine.ts';

describe('tesseract.js', () => {
  ocrEngineContract(startTesseractJs);
});
