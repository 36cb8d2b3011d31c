import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { unzipped } from './testing/unzipped.ts';
import { type ZipEntry, zipStream } from './zip-stream.ts';

const at = new Date('2026-11-23T03:04:06Z');

async function* entriesOf(...entries: readonly ZipEntry[]) {
  yield* entries;
}

test('everything put into a ZIP is taken out of it again, texts, bytes and streams', async () => {
  const long = 'Địa chí '.repeat(100_000);
  const zip = zipStream(
    entriesOf(
      { path: 'một.txt', content: 'Sông Đà' },
      { path: 'two.bin', content: new Uint8Array([49, 50]), isStored: true },
      { path: 'sâu/three.txt', content: async () => Readable.from([Buffer.from(long)]) },
      { path: 'four.txt', content: async () => Readable.from([Buffer.from('cuối')]), isStored: true },
    ),
    at,
  );

  const files = Object.entries(await unzipped(await buffer(zip)));

  expect(Object.fromEntries(files.map(([path, content]) => [path, content.toString()]))).toEqual({
    'một.txt': 'Sông Đà',
    'two.bin': '12',
    'sâu/three.txt': long,
    'four.txt': 'cuối',
  });
});

test('a first entry that is stored lies plainly at the beginning', async () => {
  const bytes = await buffer(
    zipStream(entriesOf({ path: 'mimetype', content: 'application/epub+zip', isStored: true }), at),
  );

  expect(bytes.subarray(30, 58).toString('latin1')).toBe('mimetypeapplication/epub+zip');
});

test('the same content is the same file', async () => {
  const make = () => buffer(zipStream(entriesOf({ path: 'a.txt', content: 'một' }), at));

  expect(await make()).toEqual(await make());
});

test('an entry is opened only when the one before it was read', async () => {
  const opened: string[] = [];
  const entry = (path: string): ZipEntry => ({
    path,
    content: async () => {
      opened.push(path);
      return Readable.from([Buffer.alloc(4 * 2 ** 20, path)]);
    },
    isStored: true,
  });
  const zip = zipStream(entriesOf(entry('a'), entry('b'), entry('c')), at);
  await new Promise((resolve) => zip.once('readable', resolve));
  const whileReading = [...opened];

  await buffer(zip);

  expect(whileReading).toEqual(['a']);
  expect(opened).toEqual(['a', 'b', 'c']);
});

test.each([
  ['that cannot be opened', async () => Promise.reject(new Error('the store is away'))],
  [
    'that breaks off',
    async () =>
      Readable.from(
        (async function* () {
          yield Buffer.from('half');
          throw new Error('the store is away');
        })(),
      ),
  ],
])('an entry %s ends the whole with its failure', async (_name, content) => {
  const zip = zipStream(entriesOf({ path: 'a', content: 'một' }, { path: 'b', content }), at);

  await expect(buffer(zip)).rejects.toThrow('the store is away');
});

test('nothing stays open when whoever reads it goes away', async () => {
  const endless = new Readable({ read: () => endless.push(Buffer.alloc(65_536)) });
  const zip = zipStream(entriesOf({ path: 'a', content: async () => endless, isStored: true }), at);
  await new Promise((resolve) => zip.once('readable', resolve));
  const closed = new Promise((resolve) => endless.once('close', resolve));

  zip.destroy();

  await closed;
  expect(endless.destroyed).toBe(true);
});

test('what is opened only after whoever reads it went away is closed at once', async () => {
  const late = new Readable({ read: () => undefined });
  const opening = Promise.withResolvers<Readable>();
  const asked = Promise.withResolvers<void>();
  const content = () => {
    asked.resolve();
    return opening.promise;
  };
  const zip = zipStream(entriesOf({ path: 'a', content, isStored: true }), at);
  zip.resume();
  await asked.promise;
  const gone = new Promise((resolve) => zip.once('close', resolve));
  zip.destroy();
  await gone;
  const closed = new Promise((resolve) => late.once('close', resolve));

  opening.resolve(late);

  await closed;
  expect(late.destroyed).toBe(true);
});

test('entries that cannot be told end the whole with their failure', async () => {
  async function* broken(): AsyncGenerator<ZipEntry> {
    yield { path: 'a', content: 'một' };
    throw new Error('the catalogue is away');
  }

  await expect(buffer(zipStream(broken(), at))).rejects.toThrow('the catalogue is away');
});
