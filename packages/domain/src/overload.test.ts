import { expect, test } from 'vitest';
import { overloaded, saysOverloaded } from './overload.ts';

test.each([
  new Error('vips_tracked: out of memory --- size == 480MB'),
  new Error('VipsJpeg: Insufficient memory (case 4)'),
  new Error('timeout: 41% complete'),
  new RangeError('WebAssembly.Memory(): could not allocate memory'),
  new RangeError('Array buffer allocation failed'),
  new Error("terminate called after throwing an instance of 'std::bad_alloc'"),
  Object.assign(new Error('spawn tesseract EAGAIN'), { code: 'EAGAIN' }),
  Object.assign(new Error('Worker terminated due to reaching memory limit'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }),
  'RuntimeError: Aborted(OOM). Build with -sASSERTIONS for more info.',
])('a machine without memory or time is told from what it worked on: %s', (thrown) => {
  expect(saysOverloaded(thrown)).toBe(true);
});

test.each([
  new Error('VipsJpeg: premature end of JPEG image'),
  new Error('Input buffer contains unsupported image format'),
  new Error('memory access out of bounds'),
  new TypeError("Cannot read properties of undefined (reading 'width')"),
  null,
])('what is wrong with a picture or with us is not: %s', (thrown) => {
  expect(saysOverloaded(thrown)).toBe(false);
});

test('it is a failure that may pass', () => {
  expect(overloaded()).toMatchObject({ kind: 'unavailable', code: 'machine.overloaded' });
});
