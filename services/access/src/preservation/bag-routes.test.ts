import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { keys, parseKeptRecord, parseManifest, parseRecord } from '@diachi/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lacksJudge } from '../../../../test/judges/lacks-judge.ts';
import { openSmallLibrary, publishDocument, type SmallLibrary } from '../testing/small-library.ts';
import { unzipped } from '../testing/unzipped.ts';

let library: SmallLibrary;
beforeAll(async () => {
  library = await openSmallLibrary();
});
afterAll(() => library.close());

async function published(name: string, texts: readonly (string | null)[] = ['Một.', 'Hai.'], at = library) {
  const id = await publishDocument(at, name, texts);
  const { originals } = await at.catalogue.document(id);
  for (const { checksum } of originals) {
    await at.store.put(keys.original(checksum), Buffer.from(name), 'application/pdf');
  }
  return id;
}

const bagOf = async (path: string, asOperator = false) => {
  const answer = await library.ask(path, { asOperator });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
};

describe('a package of a document', () => {
  test('holds what came, what was made of it and what is said about it', async () => {
    const id = await published('gói');

    const files = await unzipped((await bagOf(`/files/${id}/bag.zip`, true)).bytes);
    const own = (path: string) => files[`diachi-${id}/data/${id}/${path}`] ?? Buffer.from('(not there)');

    const manifest = parseManifest(own('manifest.json'));
    expect(parseKeptRecord(own('record.json')).originals[0]?.fileName).toBe('gói.pdf');
    expect(manifest.documentId).toBe(id);
    expect(own(`originals/${manifest.originals[0]?.checksum}.pdf`).toString()).toBe('gói');
    expect(own('revision/pages/00000/image.jpg').toString()).toBe('jpeg of 0');
    expect(own('text.txt').toString()).toBe('Một.\n\fHai.\n');
    expect(own('alto/00001.xml').toString()).toContain('CONTENT="Hai."');
    expect(own('mets.xml').toString()).toContain('xlink:href="revision/pages/00000/image.jpg"');
    expect(own('record/marc.mrc').length).toBeGreaterThan(100);
  });

  test('tells archivists the end of a history that is too long to be taken in again, oldest first', async () => {
    const id = await published('dài');
    const entry = { who: 'Lan', what: 'record.changed', documentId: id };
    for (const at of ['2024', '2025', '2026']) {
      const details = { note: 'x'.repeat(at === '2024' ? 39_999_900 : 10) };
      await library.catalogue.audit.note({ ...entry, at: `${at}-01-02T03:04:05.000Z`, details });
    }

    const files = await unzipped((await bagOf(`/files/${id}/bag.zip`, true)).bytes);

    const told = JSON.parse((files[`diachi-${id}/data/${id}/history.json`] ?? Buffer.of()).toString());
    expect(told.map(({ at }: { at: string }) => at.slice(0, 4))).toEqual(['2025', '2026']);
  });

  test('gives readers no name of an original', async () => {
    const id = await published('tên riêng');

    const files = await unzipped((await bagOf(`/files/${id}/bag.zip`)).bytes);

    expect(Object.values(files).some((content) => content.includes('tên riêng.pdf'))).toBe(false);
  });

  test('gives readers nothing that was taken out of the record since, there or in the manifest by itself', async () => {
    const id = await published('sửa');
    const { record, recordVersion } = await library.catalogue.document(id);
    await library.catalogue.changeRecord(id, parseRecord({ ...record, note: 'Số điện thoại' }), recordVersion);
    await library.catalogue.changeRecord(id, parseRecord({ ...record, title: 'Tên mới' }), recordVersion + 1);

    const files = await unzipped((await bagOf(`/files/${id}/bag.zip`)).bytes);
    const alone = await (await library.ask(`/files/${id}/manifest.json`)).text();

    const inBag = parseManifest(files[`diachi-${id}/data/${id}/manifest.json`] ?? Buffer.of());
    expect([inBag.record.title, JSON.parse(alone).record.title]).toEqual(['Tên mới', 'Tên mới']);
  });

  test('ends at a document that may not be taken home any more when its turn comes', async () => {
    const reads: string[] = [];
    let close: () => Promise<unknown> = async () => undefined;
    const watched = await openSmallLibrary({
      breakStore: (store) => ({
        ...store,
        read: async (key, range) => {
          reads.push(key);
          if (key.endsWith('.pdf')) await close();
          return store.read(key, range);
        },
      }),
    });
    const [first, second] = [await published('trước', ['Một.'], watched), await published('sau', ['Hai.'], watched)];
    close = async () => {
      const { record, recordVersion } = await watched.catalogue.document(second);
      if (record.access === 'closed') return;
      await watched.catalogue.changeRecord(second, parseRecord({ ...record, access: 'closed' }), recordVersion);
    };

    const answer = await watched.ask(`/files/bag.zip?document=${first}&document=${second}`);

    await expect(answer.arrayBuffer()).rejects.toThrow();
    expect(reads.some((key) => key.startsWith(keys.document(second)))).toBe(false);
    await watched.close();
  });

  test('has no more pages than one that is taken in again may have', async () => {
    const watched = await openSmallLibrary();
    const id = await published('dày', ['Một.'], watched);
    const document = await watched.catalogue.document(id);
    const pages = await watched.catalogue.pages({ documentId: id, number: 1 });
    await watched.catalogue.restore({ ...document, pageCount: 30_001 }, pages, document);

    const answer = await watched.ask(`/files/${id}/bag.zip`);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'bag.too-many-pages', details: { pages: 30_001 } });
    await watched.close();
  });

  test('is refused where a document may not be taken home, also among others', async () => {
    const [open, held] = [await published('mở'), await published('giữ')];
    const { record, recordVersion } = await library.catalogue.document(held);
    await library.catalogue.changeRecord(held, parseRecord({ ...record, access: 'no-download' }), recordVersion);

    expect((await bagOf(`/files/${held}/bag.zip`)).answer.status).toBe(403);
    expect((await bagOf(`/files/bag.zip?document=${open}&document=${held}`)).answer.status).toBe(403);
    expect((await bagOf(`/files/bag.zip?document=${open}`)).answer.status).toBe(200);
    expect((await bagOf('/files/bag.zip')).answer.status).toBe(400);
  });

  test('asked for by the name of a document that was merged is the one of the document that took its place', async () => {
    const [old, heir] = [await published('trùng'), await published('giữ lại')];
    await library.catalogue.remove(old, heir);

    const { answer } = await bagOf(`/files/bag.zip?document=${old}`);
    const files = await unzipped((await bagOf(answer.headers.get('location') ?? '')).bytes);

    expect(answer.status).toBe(301);
    expect(Object.keys(files)).toContain(`diachi-${heir}/data/${heir}/record.json`);
  });

  test('reads what a document consists of when its turn comes, not all before the first byte', async () => {
    const reads: string[] = [];
    const noted =
      <Rest extends unknown[], Answer>(ask: (key: string, ...rest: Rest) => Answer) =>
      (key: string, ...rest: Rest) => {
        reads.push(key);
        return ask(key, ...rest);
      };
    const watched = await openSmallLibrary({
      breakStore: (store) => ({ ...store, get: noted(store.get), read: noted(store.read) }),
    });
    const [first, second] = [await published('trước', ['Một.'], watched), await published('sau', ['Hai.'], watched)];

    await (await watched.ask(`/files/bag.zip?document=${first}&document=${second}`)).arrayBuffer();
    await watched.close();

    const placeOf = (key: string) => reads.indexOf(key);
    expect(placeOf(keys.pdf({ documentId: first, number: 1 }))).toBeGreaterThan(0);
    expect(placeOf(keys.manifest({ documentId: second, number: 1 }))).toBeGreaterThan(
      placeOf(keys.pdf({ documentId: first, number: 1 })),
    );
  });

  test('breaks off rather than pack a file that is no longer what it was', async () => {
    const id = await published('hỏng');
    const revision = { documentId: id, number: 1 };
    await library.store.put(keys.image(revision, 0), Buffer.from('khác rồi'), 'image/jpeg');

    const answer = await library.ask(`/files/${id}/bag.zip`);

    await expect(answer.arrayBuffer()).rejects.toThrow();
  });

  test.skipIf(lacksJudge('unzip', 'unzip'))(
    'is found whole by sha512sum, with everything in it named once',
    async () => {
      const [one, other] = [await published('một'), await published('hai', ['Ba <b>', null])];
      const folder = await mkdtemp(join(tmpdir(), 'bag-'));
      await writeFile(join(folder, 'bag.zip'), (await bagOf(`/files/bag.zip?document=${one}&document=${other}`)).bytes);
      const run = (command: string) =>
        promisify(execFile)('bash', ['-euo', 'pipefail', '-c', command], { cwd: folder });

      await run('unzip -q bag.zip && cd diachi-*/ && sha512sum --quiet -c manifest-sha512.txt tagmanifest-sha512.txt');
      const [{ stdout: packed }, { stdout: named }] = await Promise.all([
        run('cd diachi-*/ && find data -type f | sort'),
        run('cd diachi-*/ && cut -c131- manifest-sha512.txt | sort'),
      ]);
      const { stdout } = await run(
        'cd diachi-*/ && cat bagit.txt bag-info.txt && find data -type f -printf "%s\\n" | paste -sd+ | bc',
      );
      const bytes = stdout.trim().split('\n').at(-1);
      await rm(folder, { recursive: true });

      expect(named).toBe(packed);
      expect(stdout).toContain('BagIt-Version: 1.0\n');
      expect(stdout).toContain(`Payload-Oxum: ${bytes}.${packed.trim().split('\n').length}`);
    },
  );
});
