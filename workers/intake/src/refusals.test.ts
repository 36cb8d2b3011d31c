import { readdir } from 'node:fs/promises';
import { keys } from '@diachi/domain';
import { afterEach, describe, expect, test } from 'vitest';
import { hostileFiles } from '../../../test/fixtures/hostile/hostile-files.ts';
import { type Intake, openIntake } from './contract/open-intake.ts';
import { isPopplerInstalled, popplerReader } from './poppler-reader.ts';

let opened: Intake | undefined;

afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

const readers = (await isPopplerInstalled()) ? [undefined, popplerReader] : [undefined];

describe('a file that cannot be used is refused, and nothing is left of it', () => {
  for (const pdf of readers) {
    test.each(hostileFiles.map((file) => [file.fileName, file.code, file] as const))(
      `%s: %s (${pdf?.name ?? 'pdfium'})`,
      async (_, code, file) => {
        opened = await openIntake([file]);
        const { run, store, revision, tools } = opened;

        const refused = await run(pdf ? { pdf } : {}).catch((thrown: unknown) => thrown);

        expect(refused).toMatchObject({ kind: 'invalid', code });
        expect((refused as Error).message).toContain(`“${file.fileName}”`);
        const made: string[] = [];
        for await (const key of store.list(keys.revision(revision))) made.push(key);
        expect(made).toEqual([]);
        expect(await readdir(tools.scratchDir).catch(() => [])).toEqual([]);
      },
    );
  }
});
