import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  Failure,
  fieldsOf,
  listOf,
  parseDocumentId,
  parsePageImage,
  parsePageIndex,
  TILE_PX,
  wholeOf,
} from '@diachi/domain';
import { imageName, staticInfo, staticTiles } from '@diachi/iiif';
import { EXIT, type ExitCode } from '@diachi/process';
import type { ExportCommand } from '../command.ts';
import type { CommandTools } from './command-tools.ts';
import { onDisk, writeWhole } from './write-whole.ts';

/**
 * Takes the pages of a document out as files that any web server can show to viewers (IIIF Image API 3.0, level 0): a folder for each page,
 * with its tiles and an info.json that says it lies at `at`. Fails with `export.needs-address` and `export.needs-folder`.
 */
export async function exportTiles(
  { client, terminal }: CommandTools,
  { id, output, at }: Pick<ExportCommand, 'id' | 'output' | 'at'>,
): Promise<ExitCode> {
  if (at === null) {
    throw new Failure(
      'invalid',
      'export.needs-address',
      'Tiles say at which address they lie: name it with --at, such as https://example.vn/tiles.',
    );
  }
  if (output === '-')
    throw new Failure('invalid', 'export.needs-folder', 'Tiles are many files: name a folder with -o.');
  const document = fieldsOf(await client.json(`/api/documents/${encodeURIComponent(id)}`));
  for (const page of listOf(document['pages'], (each) => parsePageIndex(fieldsOf(each)['page']))) {
    const told = fieldsOf(await client.json(`/api/documents/${encodeURIComponent(id)}/pages/${page}`));
    if (told['image'] === null) continue;
    const revision = { documentId: parseDocumentId(id), number: wholeOf(told['revision'], 1) };
    const { widthPx: width, heightPx: height } = parsePageImage(told['image']);
    await exportPage({ client, folder: output, at }, imageName(revision, page), { width, height });
  }
  terminal.say(terminal.words.written(output));
  return EXIT.done;
}

type PageExport = { readonly client: CommandTools['client']; readonly folder: string; readonly at: string };
type Size = { readonly width: number; readonly height: number };

/** Its info.json comes last: what is there with one is whole. */
async function exportPage({ client, folder, at }: PageExport, name: string, image: Size): Promise<void> {
  for (const { paths } of staticTiles(image, TILE_PX)) {
    for (const path of paths) {
      const file = join(folder, name, ...path.split('/'));
      await onDisk(file, () => mkdir(dirname(file), { recursive: true }));
      // The last is said in numbers, and so means the same here and there.
      await writeWhole(file, await client.get(`/iiif/image/3/${name}/${paths.at(-1)}`));
    }
  }
  const info = staticInfo({ id: `${at}/${name}`, image, tileSide: TILE_PX, rights: null });
  const file = join(folder, name, 'info.json');
  await onDisk(file, () => writeFile(file, JSON.stringify(info, null, 2)));
}
