import { Failure, type FailureKind } from '@diachi/domain';
import { expect, test, vi } from 'vitest';
import { tellOnce } from './tell-once.ts';

const picture = { width: 1, height: 1, pixels: new Uint8Array(1) };
const request = { language: 'vie', layout: 'column', model: 'second' } as const;

test('a model that is not to be had is told once, however many pages miss it', async () => {
  const { read, onLacking } = failing(['unavailable', 'scratch.full'], ['unavailable', 'scratch.full']);

  await expect(read()).rejects.toMatchObject({ code: 'scratch.full' });
  await expect(read()).rejects.toMatchObject({ code: 'scratch.full' });

  expect(onLacking).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'scratch.full' }));
});

test('each lack is told, but neither what a page is to blame for nor the end of the work', async () => {
  const { read, onLacking } = failing(
    ['unavailable', 'scratch.full'],
    ['invalid', 'ocr.crashed'],
    ['unavailable', 'ocr.stopped'],
    ['unavailable', 'ocr.closed'],
    ['unavailable', 'ocr.engine-unavailable'],
  );

  for (let page = 0; page < 5; page++) await expect(read()).rejects.toThrow();

  expect(onLacking.mock.calls.map(([thrown]) => (thrown as Failure).code)).toEqual([
    'scratch.full',
    'ocr.engine-unavailable',
  ]);
});

function failing(...failures: readonly (readonly [FailureKind, string])[]) {
  const left = [...failures];
  const onLacking = vi.fn();
  const engine = tellOnce(
    {
      read: async () => {
        const [kind, code] = left.shift() ?? ['invalid', 'none.left'];
        throw new Failure(kind, code, 'It failed.');
      },
      close: async () => {},
    },
    onLacking,
  );
  return { onLacking, read: () => engine.read(picture, request) };
}
