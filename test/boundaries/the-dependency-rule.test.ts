import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cruiseTree } from './cruise-tree.ts';
import { packageFolders, plantedTree } from './planted-tree.ts';

const repository = join(import.meta.dirname, '..', '..');
const imports = (name: string) => `import * as other from '${name}';\nexport const planted = other;\n`;

/** Rule by rule: a file that breaks it. */
const forbidden: readonly (readonly [rule: string, file: string, content: string])[] = [
  ['nothing-unresolvable', 'workers/ocr/src/planted.ts', imports('nobody-declared-this')],
  ['domain-stands-alone', 'packages/domain/src/planted.ts', imports('node:fs')],
  ['domain-stands-alone', 'packages/domain/src/planted.ts', imports('@diachi/jobs')],
  ['pure-packages-touch-nothing', 'packages/vietnamese/src/planted.ts', imports('node:fs')],
  ['pure-packages-touch-nothing', 'packages/page-text/src/planted.ts', imports('express')],
  ['jobs-know-only-the-domain', 'packages/jobs/src/planted.ts', imports('@diachi/ports')],
  ['language-and-text-know-only-the-domain', 'packages/vietnamese/src/planted.ts', imports('@diachi/ports')],
  ['xml-knows-nothing', 'packages/xml/src/planted.ts', imports('@diachi/domain')],
  ['xml-is-read-by-one-vendor', 'packages/xml/src/planted.ts', imports('node:fs')],
  ['xml-is-read-by-one-vendor', 'packages/xml/src/planted.ts', imports('express')],
  ['formats-know-only-words-and-text', 'packages/iiif/src/planted.ts', imports('@diachi/ports')],
  ['pure-packages-touch-nothing', 'packages/oai-pmh/src/planted.ts', imports('node:fs')],
  ['ports-know-only-words', 'packages/ports/src/planted.ts', imports('@diachi/vietnamese')],
  ['messages-and-process-know-only-the-domain', 'packages/process/src/planted.ts', imports('@diachi/ports')],
  ['web-knows-no-service', 'packages/web/src/planted.ts', imports('@diachi/store-files')],
  ['adapters-know-only-words-and-ports', 'packages/store-files/src/planted.ts', imports('@diachi/web')],
  ['the-cluster-knows-no-process', 'packages/cluster/src/planted.ts', imports('@diachi/access-service')],
  ['the-cluster-knows-no-process', 'packages/cluster/src/planted.ts', imports('@diachi/backup')],
  ['the-cluster-is-wired-in-main', 'services/upload/src/planted.ts', imports('@diachi/cluster')],
  ['the-cluster-is-wired-in-main', 'workers/ocr/src/planted.ts', imports('@diachi/cluster')],
  ['a-backup-knows-the-cluster-and-its-own-place', 'packages/backup/src/planted.ts', imports('@diachi/queue-bullmq')],
  ['a-backup-knows-the-cluster-and-its-own-place', 'packages/backup/src/planted.ts', imports('@diachi/ocr-worker')],
  ['nobody-builds-on-backups', 'services/standalone/src/planted.ts', imports('@diachi/backup')],
  ['packages-never-look-up', 'packages/web/src/planted.ts', imports('@diachi/access-service')],
  ['processes-never-import-each-other', 'workers/ocr/src/planted.ts', imports('@diachi/pdf-worker')],
  ['processes-never-import-each-other', 'services/portal/src/planted.ts', imports('@diachi/access-service')],
  ['adapters-do-not-know-each-other', 'packages/store-files/src/planted.ts', imports('@diachi/catalogue-sql')],
  ['one-door-per-package', 'workers/ocr/src/planted.ts', imports('../../../packages/domain/src/keys.ts')],
  ['adapters-are-chosen-where-a-process-is-wired', 'services/upload/src/planted.ts', imports('@diachi/store-files')],
  ['only-adapters-name-vendors', 'packages/ports/src/planted.ts', imports('express')],
  ['tests-stay-out-of-the-product', 'workers/ocr/src/planted.ts', imports('../../../test/planted.ts')],
  ['tests-stay-out-of-the-product', 'services/upload/src/planted.ts', imports('@diachi/web/testing')],
];

describe('the dependency rule', () => {
  test('holds for every module of the library', async () => {
    const { modules, summary } = await cruiseTree(repository);

    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    expect(
      modules.filter(({ source }) => /^(packages|workers|services)\/[^/]+\/src\/.*\.tsx?$/.test(source)).length,
    ).toBe(await countSources());
  });

  test.each(forbidden)('%s refuses what %s imports', async (rule, file, content) => {
    const planted = {
      [file]: content,
      'packages/domain/src/keys.ts': 'export const keys = {};\n',
      'packages/web/src/testing/index.ts': 'export {};\n',
      'test/planted.ts': 'export {};\n',
    };

    const { summary } = await cruiseTree(await plantedTree(planted));

    expect(summary.violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(
      rule,
    );
  });

  test('no-cycles refuses two files that need each other', async () => {
    const tree = await plantedTree({
      'workers/ocr/src/one.ts': imports('./other.ts'),
      'workers/ocr/src/other.ts': imports('./one.ts'),
    });

    const { summary } = await cruiseTree(tree);

    expect(summary.violations.map((violation) => violation.rule.name)).toContain('no-cycles');
  });

  test('an innocent tree is not refused', async () => {
    const { summary } = await cruiseTree(
      await plantedTree({
        'workers/ocr/src/planted.ts': imports('@diachi/domain'),
        'workers/ocr/src/main.ts': imports('@diachi/cluster'),
        'packages/cluster/src/planted.ts': imports('@diachi/queue-bullmq'),
        'packages/backup/src/planted.ts': imports('@diachi/cluster'),
      }),
    );

    expect(summary.violations).toEqual([]);
  });
});

async function countSources(): Promise<number> {
  const counts = (await packageFolders()).map(async (folder) => {
    const files = await readdir(join(repository, folder, 'src'), { recursive: true });
    return files.filter((file) => /\.tsx?$/.test(file) && !file.startsWith('browser/')).length;
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
