import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { onLastTry } from '../last-try.ts';
import { findNativeProgram } from './find-native-program.ts';
import { keepEngine } from './keep-engine.ts';
import { nativeAdapter } from './native-engine.ts';

vi.mock(import('./find-native-program.ts'), async (original) => ({
  ...(await original()),
  findNativeProgram: vi.fn(),
}));

const picture = { width: 1, height: 1, pixels: new Uint8Array(1) };
const request = { language: 'vie', layout: 'page', model: 'first' } as const;
const limits = { pageTimeMs: 20_000, pagesPerEngine: 100 };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'native-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe.skipIf(process.platform === 'win32')('a tesseract program', () => {
  test.each([
    ['is killed, as by a system without memory', 'kill -9 $$', 'machine.overloaded'],
    ['is asked to end', 'kill -15 $$', 'machine.overloaded'],
    ['has no memory left', 'echo "what(): std::bad_alloc" >&2; kill -ABRT $$', 'machine.overloaded'],
    ['misses a library', 'echo "error while loading shared libraries" >&2; exit 127', 'ocr.engine-unavailable'],
    ['lost its model', 'echo "Could not initialize tesseract." >&2; exit 1', 'ocr.engine-unavailable'],
  ])('that %s is not the page’s fault', async (_, script, code) => {
    await programThat(script);

    await expect(read()).rejects.toMatchObject({ kind: 'unavailable', code });
  });

  test.each([
    ['not there any more', join('nowhere', 'tesseract')],
    ['no program', '.'],
  ])('that is %s is not the page’s fault', async (_, path) => {
    programAt(join(folder, path));

    await expect(read()).rejects.toMatchObject({ kind: 'unavailable', code: 'ocr.engine-unavailable' });
  });

  test.each(['kill -SEGV $$', 'echo "Error in pixReadMem" >&2; exit 1'])(
    'that breaks by itself over a page twice leaves the page unreadable: %s',
    async (script) => {
      await programThat(script);

      await expect(read()).rejects.toMatchObject({ kind: 'invalid', code: 'ocr.crashed' });
    },
  );

  test.each([
    ['over this page, and reads others', '[ "$(wc -c)" -lt 2000 ] && kill -9 $$; true', 'ocr.gave-up'],
    ['over every page', 'kill -9 $$', 'machine.overloaded'],
  ])('that is killed %s, when it is tried for the last time', async (_, script, code) => {
    await programThat(script);

    const last = onLastTry(keepEngine(nativeAdapter.source(folder), limits), 3);

    await expect(last.read(picture, request)).rejects.toMatchObject({ code });
  });

  test('is kept to one core, and told where its models are', async () => {
    const row = '5\\t1\\t1\\t1\\t1\\t1\\t10\\t10\\t40\\t20\\t90\\t%s\\n';
    await programThat(`cat >/dev/null; printf '${row}' "$OMP_THREAD_LIMIT:$3:$4"`);

    expect((await read()).words[0]?.text).toBe('1:--tessdata-dir:/models');
  });
});

async function programThat(script: string): Promise<void> {
  await writeFile(join(folder, 'tesseract'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  programAt(join(folder, 'tesseract'));
}

function programAt(path: string): void {
  const program = { version: '5.3.0', languages: ['vie'], path, modelFolder: '/models' };
  vi.mocked(findNativeProgram).mockResolvedValue(program);
}

const read = () => keepEngine(nativeAdapter.source(folder), limits).read(picture, request);
