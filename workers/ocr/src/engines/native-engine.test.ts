import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ocrEngineContract } from './contract/ocr-engine.contract.ts';
import { findNativeProgram } from './find-native-program.ts';
import { nativeAdapter } from './native-engine.ts';

const program = await findNativeProgram();
const isThere = ['vie', 'fra'].every((language) => program?.languages.includes(language));
if (!isThere)
  console.warn('SKIPPED: the tesseract program with vie and fra is not installed; its engine is not tested.');

describe.runIf(isThere)('the tesseract program', () => {
  ocrEngineContract(nativeAdapter.source(join(tmpdir(), 'diachi-models-test')));
});

test.runIf(process.env['REQUIRE_SERVERS'] === '1')(
  'the tesseract program is there where everything must be tested',
  () => {
    expect(program?.languages).toEqual(expect.arrayContaining(['vie', 'fra']));
  },
);
