import { readingContract } from '@diachi/ports/contract';
import { describe, onTestFinished } from 'vitest';
import { openSmallLibrary } from './testing/small-library.ts';

describe('reading in the process itself', () => {
  readingContract(async () => {
    const library = await openSmallLibrary();
    onTestFinished(() => library.close());
    return { ...library, reading: library.access.reading };
  });
});
