import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOCUMENT_KINDS } from '@diachi/domain';
import { parseXml, xmlDocument } from '@diachi/xml';
import { afterAll, describe, expect, test } from 'vitest';
import { lacksJudge } from '../../../../test/judges/lacks-judge.ts';
import { sampleDescribed } from '../testing/sample-described.ts';
import { marc } from './marc.ts';
import { marcXml } from './marc-xml.ts';
import { readIso2709 } from './read-iso-2709.ts';
import { readMarcXml } from './read-marc-xml.ts';
import { writeIso2709 } from './write-iso-2709.ts';

const isLacking = lacksJudge('yaz-marcdump', 'yaz');

const folder = mkdtempSync(join(tmpdir(), 'diachi-marc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What yaz-marcdump makes of a file. */
function dump(from: string, to: string, content: string | Uint8Array): Buffer {
  const file = join(folder, 'record');
  writeFileSync(file, content);
  return execFileSync('yaz-marcdump', ['-i', from, '-o', to, file]);
}

describe.skipIf(isLacking)('yaz-marcdump', () => {
  test.each(DOCUMENT_KINDS)('reads a %s in ISO 2709 as what we wrote', (kind) => {
    const record = marc(sampleDescribed({ kind }));

    const theirs = readMarcXml(parseXml(dump('marc', 'marcxml', writeIso2709(record))));

    expect(theirs.controlFields).toEqual(record.controlFields);
    expect(theirs.dataFields).toEqual(record.dataFields);
  });

  test.each(DOCUMENT_KINDS)('reads a %s in MARCXML and writes it as we do', (kind) => {
    const record = marc(sampleDescribed({ kind }));

    const theirs = dump('marcxml', 'marc', xmlDocument(marcXml(record)));

    expect(readIso2709(theirs)).toEqual(record);
    expect(Buffer.compare(theirs, writeIso2709(record))).toBe(0);
  });

  test('finds nothing to say of a record', () => {
    writeFileSync(join(folder, 'record'), writeIso2709(marc(sampleDescribed())));

    const { status, stderr, stdout } = spawnSync('yaz-marcdump', ['-n', '-v', join(folder, 'record')], {
      encoding: 'utf8',
    });

    expect(status).toBe(0);
    expect(`${stdout}${stderr}`).not.toMatch(/\(No separator|bad|Bad|Assuming|warning/);
  });
});
