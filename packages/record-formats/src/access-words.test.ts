import { xmlDocument } from '@diachi/xml';
import { describe, expect, test } from 'vitest';
import { dublinCore } from './dublin-core/dublin-core.ts';
import { marc } from './marc/marc.ts';
import { mods } from './mods/mods.ts';
import { schemaOrg } from './schema-org.ts';
import { sampleDescribed } from './testing/sample-described.ts';

const held = sampleDescribed({ access: 'open', embargoUntil: '2026-06-02' });
const open = { ...held, today: '2026-06-02' };

describe('an embargo', () => {
  test.each([
    ['MODS', (document: typeof held) => xmlDocument(mods(document))],
    ['Dublin Core', (document: typeof held) => xmlDocument(dublinCore(document))],
    ['schema.org', (document: typeof held) => JSON.stringify(schemaOrg(document))],
    ['MARC 21', (document: typeof held) => JSON.stringify(marc(document))],
  ])('is told in %s until its day has begun', (_, write) => {
    expect(write(held)).toContain('Truy cập mở từ ngày 2026-06-02');
    expect(write(open)).toContain('Truy cập mở');
    expect(write(open)).not.toContain('2026-06-02');
  });

  test('restricts in MARC 506 as long as it lasts, and no longer', () => {
    const restriction = (document: typeof held) =>
      marc(document).dataFields.find(({ tag }) => tag === '506')?.indicators;

    expect(restriction(held)).toBe('1 ');
    expect(restriction(open)).toBe('0 ');
    expect(restriction({ ...open, record: { ...open.record, access: 'members' } })).toBe('1 ');
  });
});
