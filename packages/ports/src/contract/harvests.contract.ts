import {
  type ForeignRecord,
  type HarvestSource,
  NEVER_HARVESTED,
  parseDocumentId,
  parseHarvestSource,
  parseSourceCode,
} from '@diachi/domain';
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import { record as sampleRecord } from './sample-documents.ts';

const FIRST = '2026-11-20T08:00:00.000Z';
const SECOND = '2026-11-21T08:00:00.000Z';
const code = parseSourceCode('kho-ban');

const source = (changes: Partial<HarvestSource> = {}): HarvestSource => ({
  ...parseHarvestSource({ code: 'kho-ban', name: 'Kho bạn', address: 'https://kho.example.vn/oai', isOn: true }),
  ...changes,
});

const foreign = (number: number, changes: Partial<ForeignRecord> = {}): ForeignRecord => ({
  id: parseDocumentId(`foreign${String(number).padStart(9, '0')}`),
  source: code,
  identifier: `oai:kho.example.vn:${number}`,
  datestamp: '2026-11-01',
  record: { ...sampleRecord(), title: `Sách ${number}`, library: 'kho-ban' as never },
  addresses: { page: `https://kho.example.vn/${number}`, thumbnail: null, pdf: null, manifest: null },
  metadataPrefix: 'oai_dc',
  isGone: false,
  ...changes,
});

const keep = (catalogue: Catalogue, records: readonly ForeignRecord[], seenAt = FIRST) =>
  catalogue.keepRecords(source(), { records, stillThere: [] }, seenAt, (_kept, before) => before);

/** Other repositories and their records. A part of `catalogueContract`. */
export function harvestsContract(open: () => Promise<Catalogue>): void {
  describe('other repositories', () => {
    test('are added once, changed, and listed in the order of their codes', async () => {
      const catalogue = await open();
      await catalogue.addSource(source());
      await catalogue.addSource(source({ code: parseSourceCode('a-kho') }));

      await expect(catalogue.addSource(source())).rejects.toMatchObject({
        kind: 'conflict',
        code: 'repository.exists',
      });
      await catalogue.changeSource(source({ name: 'Kho khác' }));

      expect((await catalogue.sources()).map(({ source: { code, name } }) => [code, name])).toEqual([
        ['a-kho', 'Kho bạn'],
        ['kho-ban', 'Kho khác'],
      ]);
      expect(await catalogue.listedSources()).toEqual((await catalogue.sources()).map((known) => known.source));
      expect(await catalogue.source(code)).toEqual({
        source: source({ name: 'Kho khác' }),
        state: NEVER_HARVESTED,
        records: 0,
      });
      const missing = { kind: 'missing', code: 'repository.missing' };
      await expect(catalogue.source(parseSourceCode('khong-co'))).rejects.toMatchObject(missing);
      await expect(catalogue.changeSource(source({ code: parseSourceCode('khong-co') }))).rejects.toMatchObject(
        missing,
      );
    });

    test('one that is asked elsewhere begins anew; one that is called otherwise goes on', async () => {
      const catalogue = await open();
      await catalogue.addSource(source());
      await catalogue.keepHarvest(source(), { ...NEVER_HARVESTED, from: '2026-11-01', triedAt: FIRST });

      await catalogue.changeSource(source({ name: 'Tên mới' }));
      expect((await catalogue.source(code)).state.from).toBe('2026-11-01');

      await catalogue.changeSource(source({ set: 'sach' }));
      expect((await catalogue.source(code)).state).toMatchObject({ from: null, place: null, triedAt: FIRST });
      expect(await catalogue.keepHarvest(source(), NEVER_HARVESTED)).toBe(false);
      expect(await keep(catalogue, [foreign(1)])).toBeNull();
      expect(await catalogue.foreignRecordsNamed([foreign(1).id])).toEqual([]);
    });

    test('a page of records is kept with how far the harvest is, and tells what became of each', async () => {
      const catalogue = await open();
      await catalogue.addSource(source());
      const counts = { fresh: 0, changed: 0, same: 0, gone: 0, again: 0 };

      expect(
        await catalogue.keepRecords(
          source(),
          { records: [foreign(1), foreign(2), foreign(3)], stillThere: [] },
          FIRST,
          (kept, before) => ({ ...before, from: String(kept.fresh) }),
        ),
      ).toEqual({ ...counts, fresh: 3 });
      expect((await catalogue.source(code)).state.from).toBe('3');
      expect(await catalogue.source(code)).toMatchObject({ records: 3 });

      const changed = foreign(2, { record: { ...foreign(2).record, title: 'Tên khác' }, datestamp: '2026-11-02' });
      const told = [foreign(1), changed, foreign(3, { isGone: true }), foreign(4, { isGone: true }), foreign(5)];
      expect(await keep(catalogue, told, SECOND)).toEqual({ fresh: 1, changed: 1, same: 2, gone: 1, again: 0 });
      expect(await keep(catalogue, told, SECOND)).toEqual({ ...counts, same: 5, again: 5 });

      expect(await catalogue.foreignRecord(changed.id)).toEqual(changed);
      const missing = { kind: 'missing', code: 'foreign-record.missing' };
      await expect(catalogue.foreignRecord(foreign(3).id)).rejects.toMatchObject(missing);
      await expect(catalogue.foreignRecord(foreign(9).id)).rejects.toMatchObject(missing);
      expect(await keep(catalogue, [foreign(3)], SECOND)).toMatchObject({ fresh: 1 });
      expect((await catalogue.foreignRecord(foreign(3).id)).record.title).toBe('Sách 3');
    });

    test('records that were not told of any more are gone', async () => {
      const catalogue = await open();
      await catalogue.addSource(source());
      await keep(catalogue, [foreign(1), foreign(2), foreign(3)]);
      await keep(catalogue, [foreign(2)], SECOND);

      expect(await catalogue.setUnseenGone(code, SECOND, 1)).toBe(1);
      expect(await catalogue.setUnseenGone(code, SECOND, 10)).toBe(1);
      expect(await catalogue.setUnseenGone(code, SECOND, 10)).toBe(0);

      expect((await catalogue.foreignRecords(null, { limit: 10 })).map(({ id }) => id)).toEqual([foreign(2).id]);
      expect(await catalogue.source(code)).toMatchObject({ records: 1 });
    });

    test('records that were told of so that they cannot be taken in are not gone', async () => {
      const catalogue = await open();
      await catalogue.addSource(source());
      await keep(catalogue, [foreign(1), foreign(2)]);
      const told = { records: [], stillThere: [foreign(1).id, foreign(9).id] };

      const kept = await catalogue.keepRecords(source(), told, SECOND, (_kept, before) => before);

      expect(kept).toEqual({ fresh: 0, changed: 0, same: 0, gone: 0, again: 0 });
      expect(await catalogue.setUnseenGone(code, SECOND, 10)).toBe(1);
      expect(await catalogue.foreignRecord(foreign(1).id)).toEqual(foreign(1));
    });

    test('records are listed stretch by stretch in the order of their ids', async () => {
      const catalogue = await open();
      await catalogue.addSource(source());
      await keep(
        catalogue,
        [3, 1, 4, 2].map((number) => foreign(number, { isGone: number === 2 })),
      );

      const first = await catalogue.foreignRecords(code, { limit: 2 });
      const last = first.at(-1)?.id;
      const second = await catalogue.foreignRecords(code, { limit: 9, ...(last && { after: last }) });

      expect([...first, ...second].map(({ id, isGone }) => [id, isGone])).toEqual([
        [foreign(1).id, false],
        [foreign(2).id, true],
        [foreign(3).id, false],
        [foreign(4).id, false],
      ]);
      expect((await catalogue.foreignRecords(null, { limit: 9 })).length).toBe(3);
    });

    test('the search index is owed what changed, and each debt is paid once', async () => {
      const catalogue = await open();
      await catalogue.addSource(source());
      await keep(catalogue, [foreign(1), foreign(2), foreign(3, { isGone: true })]);
      const owed = await catalogue.foreignToIndex(10);
      expect(owed.map(({ id }) => id)).toEqual([foreign(1).id, foreign(2).id]);

      // It changes while it is put in as it was.
      await keep(catalogue, [
        foreign(1, { datestamp: '2026-11-03', addresses: { ...foreign(1).addresses, page: null } }),
      ]);
      await catalogue.setForeignIndexed(owed);
      expect((await catalogue.foreignToIndex(10)).map(({ id }) => id)).toEqual([foreign(1).id]);
      expect(await catalogue.countForeignIndexed()).toBe(1);

      await catalogue.setForeignIndexed(await catalogue.foreignToIndex(10));
      await keep(catalogue, [foreign(1, { isGone: true })], SECOND);
      expect(await catalogue.foreignToIndex(10)).toMatchObject([{ id: foreign(1).id, isGone: true }]);
      await catalogue.setForeignIndexed(await catalogue.foreignToIndex(10));
      expect(await catalogue.countForeignIndexed()).toBe(1);

      await catalogue.forgetForeignIndexed();
      expect((await catalogue.foreignToIndex(10)).map(({ id }) => id)).toEqual([foreign(2).id]);
    });

    test('a removed source takes its records along, and its code is free when search has forgotten them', async () => {
      const catalogue = await open();
      await catalogue.addSource(source());
      await keep(catalogue, [foreign(1), foreign(2)]);
      await catalogue.setForeignIndexed(await catalogue.foreignToIndex(10));

      await catalogue.removeSource(code);
      await catalogue.removeSource(parseSourceCode('khong-co'));

      expect(await catalogue.sources()).toEqual([]);
      expect(await catalogue.listedSources()).toEqual([]);
      expect(await catalogue.foreignRecordsNamed([foreign(1).id])).toEqual([]);
      expect(await keep(catalogue, [foreign(3)])).toBeNull();
      await expect(catalogue.addSource(source())).rejects.toMatchObject({ code: 'repository.exists' });
      const owed = await catalogue.foreignToIndex(10);
      expect(owed.map(({ id, isGone }) => [id, isGone])).toEqual([
        [foreign(1).id, true],
        [foreign(2).id, true],
      ]);
      // A few at a time.
      await catalogue.setForeignIndexed(owed.slice(0, 1));
      expect((await catalogue.foreignToIndex(10)).map(({ id }) => id)).toEqual([foreign(2).id]);
      await catalogue.setForeignIndexed(owed.slice(1));
      await catalogue.addSource(source());
      expect(await catalogue.foreignRecords(code, { limit: 9 })).toEqual([]);
    });

    test('of a removed source nothing is put into the index any more, and what went long ago goes with it', async () => {
      const catalogue = await open();
      await catalogue.addSource(source());
      await keep(catalogue, [foreign(1), foreign(2), foreign(3)]);
      await catalogue.setForeignIndexed((await catalogue.foreignToIndex(1)).slice(0, 1));
      await keep(catalogue, [foreign(1, { isGone: true })], SECOND);
      await catalogue.setForeignIndexed(await catalogue.foreignToIndex(1));

      await catalogue.removeSource(code);

      await expect(catalogue.foreignRecord(foreign(2).id)).rejects.toMatchObject({ code: 'foreign-record.missing' });
      expect(await catalogue.foreignRecords(null, { limit: 9 })).toEqual([]);
      for (let owed = await catalogue.foreignToIndex(1); owed.length > 0; owed = await catalogue.foreignToIndex(1)) {
        expect(owed.map(({ isGone }) => isGone)).toEqual([true]);
        await catalogue.setForeignIndexed(owed);
      }
      await catalogue.addSource(source());
      expect(await catalogue.foreignRecords(code, { limit: 9 })).toEqual([]);
    });

    test('a source that is removed while its records are being put into the index leaves none of them there', async () => {
      const catalogue = await open();
      await catalogue.addSource(source());
      await keep(catalogue, [foreign(1), foreign(2), foreign(3)]);
      const beingPut = await catalogue.foreignToIndex(2);

      await catalogue.removeSource(code);
      await catalogue.setForeignIndexed(beingPut);

      const forgotten = new Set<string>();
      for (let owed = await catalogue.foreignToIndex(1); owed.length > 0; owed = await catalogue.foreignToIndex(1)) {
        for (const { id, isGone } of owed) if (isGone) forgotten.add(id);
        await catalogue.setForeignIndexed(owed);
      }
      expect(forgotten).toEqual(new Set([foreign(1).id, foreign(2).id, foreign(3).id]));
      await catalogue.addSource(source());
    });

    test('none of it is told among our own documents', async () => {
      const catalogue = await open();
      await catalogue.addSource(source());
      await keep(catalogue, [foreign(1)]);

      await expect(catalogue.document(foreign(1).id)).rejects.toMatchObject({ code: 'document.missing' });
      expect((await catalogue.documents({}, { limit: 9 })).documents).toEqual([]);
      expect((await catalogue.changes({}, { order: 'oldest-first', limit: 9 })).changes).toEqual([]);
      expect(await catalogue.shelves()).toEqual([]);
      expect(await catalogue.countIndexed()).toBe(0);
    });
  });
}
