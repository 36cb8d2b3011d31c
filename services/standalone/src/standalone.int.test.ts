import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { EXIT } from '@diachi/process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from './run-program.ts';
import { wordsVi } from './words-vi.ts';

const strip = join(import.meta.dirname, '..', '..', '..', 'test', 'fixtures', 'strips', '05.jpg');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diachi-standalone-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a scanned page is taken in, read, found with and without marks, and taken out again', {
  timeout: 120_000,
}, async () => {
  const ingested = await diachi('ingest', strip, '--title', 'Kế hoạch phát triển', '--lang', 'vie', '--json');
  const [entry] = JSON.parse(ingested.out) as { document: string }[];
  const id = entry?.document ?? '';

  expect(ingested.code).toBe(EXIT.done);
  expect(JSON.parse(ingested.out)).toEqual([{ file: strip, document: id, state: 'published', pages: 1 }]);

  for (const query of ['quán triệt', 'quan triet', '"nâng cao nhận thức"', 'KE HOACH phat trien']) {
    const found = await diachi('search', query, '--json');
    expect(JSON.parse(found.out), query).toMatchObject({
      total: 1,
      hits: [{ document: id, title: 'Kế hoạch phát triển' }],
    });
  }
  const [hit] = (JSON.parse((await diachi('search', 'quan triet', '--json')).out) as Found).hits;
  expect(hit?.pages).toEqual([{ page: 0, label: '1', snippet: expect.stringContaining('quán triệt') }]);

  const shown = JSON.parse((await diachi('show', id, '--json')).out) as object;
  expect(shown).toMatchObject({ document: id, state: 'published', pages: [{ page: 0, label: '1', state: 'read' }] });
  const status = JSON.parse((await diachi('status', '--json')).out) as object;
  expect(status).toEqual({
    ...{ received: 0, reading: 0, published: 1, failed: 0, refused: 0 },
    work: { documents: 0, running: 0, waiting: 0, paused: null },
    search: { documents: 1, missing: 0 },
    inspection: { isRunning: false, last: null },
    files: { verifiedAt: null, problems: 0, originalsLost: 0 },
  });

  const out = join(folder, 'out');
  await diachi('export', id, '--format', 'alto', '-o', out);
  expect(await readdir(out)).toEqual(['page-00000.alto.xml']);
  expect(await readFile(join(out, 'page-00000.alto.xml'), 'utf8')).toContain('CONTENT="quán"');
  const tiles = join(folder, 'tiles');
  await diachi('export', id, '--format', 'tiles', '--at', 'https://kho.example.vn/tiles', '-o', tiles);
  const [page = ''] = await readdir(tiles);
  expect(page).toBe(`${id}.1.0`);
  expect((await readFile(join(tiles, page, 'full', 'max', '0', 'default.jpg'))).subarray(0, 2).toString('hex')).toBe(
    'ffd8',
  );
  await diachi('export', id, '--format', 'pdf', '-o', join(out, 'a.pdf'));
  expect((await readFile(join(out, 'a.pdf'))).subarray(0, 5).toString()).toBe('%PDF-');
  await diachi('export', id, '--format', 'manifest', '-o', out);
  expect(JSON.parse(await readFile(join(out, `${id}-manifest.json`), 'utf8'))).toMatchObject({ documentId: id });
  expect((await diachi('export', id, '--format', 'text', '-o', '-')).out).toMatch(/quán triệt/);
});

test('the same page again is not kept twice, and what is no scan is refused with its reason', {
  timeout: 60_000,
}, async () => {
  const { code, out } = await diachi('ingest', strip, import.meta.filename, join(folder, 'nowhere'), '--json');

  const entries = JSON.parse(out) as { file: string; state: string; reason?: string }[];
  expect(code).toBe(EXIT.refused);
  expect(entries).toHaveLength(3);
  expect(entries.map(({ file, state }) => [file, state])).toEqual(
    expect.arrayContaining([
      [strip, 'published'],
      [import.meta.filename, 'refused'],
      [join(folder, 'nowhere'), 'refused'],
    ]),
  );
  expect(entries.every(({ reason }) => reason !== undefined && reason !== '')).toBe(true);
});

test('catalogue and index are made anew from the store alone', { timeout: 60_000 }, async () => {
  for (const name of ['catalogue.sqlite', 'catalogue.sqlite-wal', 'catalogue.sqlite-shm', 'index.sqlite']) {
    await rm(join(folder, 'data', name), { force: true });
  }
  expect(JSON.parse((await diachi('search', 'quan triet', '--json')).out)).toMatchObject({ total: 0 });

  const rebuilt = await diachi('rebuild', '--json');

  expect(rebuilt).toMatchObject({ code: EXIT.done, out: '{"documents":1,"problems":0}\n' });
  expect(JSON.parse((await diachi('search', 'quan triet', '--json')).out)).toMatchObject({ total: 1 });
});

test('an index that somebody deleted is made again', { timeout: 60_000 }, async () => {
  for (const name of await readdir(join(folder, 'data'))) {
    if (name.startsWith('index.sqlite')) await rm(join(folder, 'data', name));
  }

  await diachi('ingest', strip, '--json');

  expect(JSON.parse((await diachi('search', 'quan triet', '--json')).out)).toMatchObject({ total: 1 });
});

test('a search where nothing else runs fills an index that was deleted or damaged first', {
  timeout: 60_000,
}, async () => {
  for (const damage of [rm, (path: string) => writeFile(path, 'Không phải chỉ mục'.repeat(1_000))]) {
    for (const ending of ['-wal', '-shm']) await rm(join(folder, 'data', `index.sqlite${ending}`), { force: true });
    await damage(join(folder, 'data', 'index.sqlite'));

    const found = await diachi('search', 'quan triet', '--json');

    expect(JSON.parse(found.out)).toMatchObject({ total: 1 });
    expect(found.said).toContain(wordsVi.fillingIndex(1));
  }
});

test('a library is inspected at the command line, and what was found stays known', { timeout: 60_000 }, async () => {
  const { code, out } = await diachi('inspect', '--json');
  const status = JSON.parse((await diachi('status', '--json')).out) as object;

  expect(code).toBe(EXIT.done);
  expect(JSON.parse(out)).toMatchObject({ counts: { documents: 1, indexed: 1, problems: 0 }, problems: [] });
  expect(status).toMatchObject({ inspection: { last: { problems: 0 } } });
});

test('a damaged catalogue is told with what to do, and put aside by rebuilding', { timeout: 60_000 }, async () => {
  const catalogue = join(folder, 'data', 'catalogue.sqlite');
  await writeFile(catalogue, 'Không phải danh mục');

  const refused = await diachi('status');
  const rebuilt = await diachi('rebuild', '--json');

  expect(refused).toMatchObject({ code: EXIT.unavailable, said: expect.stringContaining('npx diachi rebuild') });
  expect(rebuilt).toMatchObject({ code: EXIT.done, out: '{"documents":1,"problems":0}\n' });
  const [aside = ''] = (await readdir(join(folder, 'data'))).filter((name) => name.includes('.damaged-'));
  expect(rebuilt.said).toContain(wordsVi.catalogueAside(join(folder, 'data', aside)));
  expect(await readFile(join(folder, 'data', aside), 'utf8')).toBe('Không phải danh mục');
});

test('what cannot be said of documents is told before anything is taken, and nothing is printed', async () => {
  const refused = await diachi('ingest', strip, join(folder, 'nowhere'), '--lang', 'vie+xyz', '--json');

  expect(refused).toMatchObject({ code: EXIT.unusable, out: '', said: expect.stringContaining('xyz') });
  expect(refused.said).not.toContain(strip);
});

test('somebody who is there already is given a new link, and stays what they are', async () => {
  const first = JSON.parse((await diachi('user', 'add', 'Lan', '--role', 'admin', '--json')).out) as { link: string };
  const again = await diachi('user', 'add', 'LAN', '--json');

  expect(again.code).toBe(EXIT.done);
  expect(JSON.parse(again.out)).toMatchObject({
    name: 'Lan',
    role: 'admin',
    link: expect.stringContaining('/welcome/'),
  });
  expect(JSON.parse(again.out)).not.toMatchObject({ link: first.link });
});

test('a document nobody knows is an answer, and a query that is none is a usage', async () => {
  expect(await diachi('show', '0123456789abcdef')).toMatchObject({ code: EXIT.refused, out: '' });
  expect(await diachi('show', 'not-an-id')).toMatchObject({ code: EXIT.refused, out: '' });
  expect(await diachi('search', '?!')).toMatchObject({ code: EXIT.unusable, out: '' });
});

test('settings that cannot be used are all told at once, before anything is opened', async () => {
  const { code, said } = await diachiWith({ PORT: 'eight', WORKERS: 'many' }, 'status');

  expect(code).toBe(EXIT.unusable);
  expect(said).toMatch(/PORT must be[\s\S]*WORKERS must be/);
});

test('a library elsewhere needs a token, and takes no files of this machine', async () => {
  const elsewhere = { DIACHI_URL: 'http://127.0.0.1:9' };
  const withToken = { ...elsewhere, OPERATOR_TOKEN: 'token' };

  expect(await diachiWith(elsewhere, 'status')).toMatchObject({
    code: EXIT.unusable,
    said: expect.stringContaining('OPERATOR_TOKEN is not set'),
  });
  expect(await diachiWith(withToken, 'ingest', strip)).toMatchObject({ code: EXIT.unusable, out: '' });
  expect(await diachiWith(withToken, 'status')).toMatchObject({ code: EXIT.unavailable, out: '' });
});

test('a data folder that is none is told in both languages', async () => {
  const { code, said } = await diachiWith({ DIACHI_DATA: strip }, 'status');

  expect(code).toBe(EXIT.unavailable);
  expect(said).toContain('is not a folder');
  expect(said).toContain('không phải là thư mục');
});

type Found = { readonly hits: readonly { readonly pages: readonly unknown[] }[] };

const diachi = (...args: string[]) => diachiWith({}, ...args);

async function diachiWith(env: Record<string, string>, ...args: string[]) {
  const [stdout, stderr] = [collecting(), collecting()];
  const code = await runProgram({
    args,
    env: { DIACHI_DATA: join(folder, 'data'), WORKERS: '1', ...env },
    process: Object.assign(Object.create(process) as NodeJS.Process, { on: () => process, channel: undefined }),
    stdout: stdout.stream,
    stderr: stderr.stream,
  });
  return { code, out: stdout.text(), said: stderr.text() };
}

function collecting() {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text };
}
