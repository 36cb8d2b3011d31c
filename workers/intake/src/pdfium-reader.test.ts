import { describe } from 'vitest';
import { pdfReaderContract } from './contract/pdf-reader.contract.ts';
import { pdfiumReader } from './pdfium-reader.ts';

describe('the built-in pdfium', () => pdfReaderContract(pdfiumReader));
