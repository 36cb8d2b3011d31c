import { describe, expect, test } from 'vitest';
import type { TakenFile } from '../taken-file.ts';
import { libraryOfBags } from '../testing/library-of-bags.ts';
import { type PackedFiles, packed } from '../testing/packed-document.ts';
import { jpeg } from '../testing/send-file.ts';

const { ingest } = libraryOfBags();

describe('a package that another program made', () => {
  test('is taken in as scans, with a word that its records were not understood', async () => {
    const payload = new Map([
      ['data/1.jpg', jpeg('1')],
      ['data/2.jpg', jpeg('2')],
      ['data/readme.txt', Buffer.from('Sổ cũ')],
    ]);

    const entries = await ingest(await packed(payload));

    const scans = entries.filter((entry): entry is TakenFile => 'document' in entry);
    expect(new Set(scans.map(({ document }) => document)).size).toBe(1);
    expect(scans.map(({ code }) => code)).toEqual(['bag.foreign', undefined]);
    expect(entries).toContainEqual({ file: expect.stringMatching(/readme\.txt$/), isPassedOver: true });
  });

  test.each(['sha1', 'md5'] as const)(
    'may be summed up with %s, as older ones are, and is checked by it',
    async (algorithm) => {
      const payload = new Map([['data/1.jpg', jpeg('1')]]);
      const spoil = (files: PackedFiles) => files.set('data/1.jpg', jpeg('2'));

      expect(await ingest(await packed(payload, { algorithm }))).toMatchObject([{ isNew: true, code: 'bag.foreign' }]);
      expect(await ingest(await packed(payload, { algorithm, spoil }))).toMatchObject([{ code: 'bag.file-altered' }]);
    },
  );

  test('may name its files in either way to write Vietnamese, and need not name what macOS left', async () => {
    const name = 'data/Địa chí Điện Biên.jpg';
    const payload = new Map([
      [name.normalize('NFD'), jpeg('1')],
      ['data/.DS_Store', Buffer.from('x')],
    ]);
    const left = [
      ['goi/.DS_Store', Buffer.from('x')],
      ['.DS_Store', Buffer.from('x')],
      ['__MACOSX/._a', Buffer.from('x')],
    ] as const;

    const entries = await ingest(await packed(payload, { beside: left }));

    expect(entries).toMatchObject([{ isPassedOver: true }, { isNew: true }]);
  });

  test('may lie in a ZIP that does not say its names are written in UTF-8', async () => {
    const zip = await packed(new Map([['data/Địa chí.jpg', jpeg('1')]]));
    for (const [header, flags] of [
      ['PK\x01\x02', 8],
      ['PK\x03\x04', 6],
    ] as const) {
      for (let at = zip.indexOf(header, 0, 'latin1'); at >= 0; at = zip.indexOf(header, at + 4, 'latin1')) {
        zip.writeUInt16LE(zip.readUInt16LE(at + flags) & ~0x800, at + flags);
      }
    }

    expect(await ingest(zip)).toMatchObject([{ isNew: true, code: 'bag.foreign' }]);
  });

  test('without scans is refused, as is a ZIP that is no package', async () => {
    expect(await ingest(await packed(new Map([['data/a.txt', Buffer.from('a')]])))).toMatchObject([
      { code: 'bag.no-scans' },
    ]);
    const noBag = await packed(new Map(), { folder: 'x/', spoil: (files) => files.delete('bagit.txt') });
    expect(await ingest(noBag)).toMatchObject([{ code: 'upload.foreign-file' }]);
  });
});
