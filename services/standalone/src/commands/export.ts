import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '@diachi/domain';
import { EXIT, type ExitCode } from '@diachi/process';
import type { ExportCommand } from '../command.ts';
import type { CommandTools } from './command-tools.ts';
import { exportTiles } from './export-tiles.ts';
import { bodyOf, onDisk, writeWhole } from './write-whole.ts';

export type ExportTools = CommandTools & { readonly out: Writable };

const addresses = { pdf: 'document.pdf', text: 'text.txt', manifest: 'manifest.json' } as const;

/** Takes a document out: as one file, or as a folder with a file per page (ALTO), or with its pages in tiles. A file appears whole or not at all. */
export async function exportDocument(tools: ExportTools, { id, format, output, at }: ExportCommand): Promise<ExitCode> {
  const { client, terminal, out } = tools;
  const files = `/files/${encodeURIComponent(id)}`;
  if (format === 'alto') return exportAlto(tools, { id, output });
  if (format === 'tiles') return exportTiles(tools, { id, output, at });

  const from = `${files}/${addresses[format]}`;
  if (output === '-') {
    await pipeline(bodyOf(await client.get(from)), out, { end: false });
    return EXIT.done;
  }
  const path = (await isFolder(output)) ? join(output, `${id}-${addresses[format]}`) : output;
  await writeWhole(path, await client.get(from));
  terminal.say(terminal.words.written(path));
  return EXIT.done;
}

async function exportAlto(
  { client, terminal, out }: ExportTools,
  { id, output }: Pick<ExportCommand, 'id' | 'output'>,
): Promise<ExitCode> {
  const { pages } = (await client.json(`/api/documents/${encodeURIComponent(id)}`)) as { pages: { page: number }[] };
  const altoOf = (page: number) => client.get(`/files/${encodeURIComponent(id)}/pages/${page}/alto.xml`);
  if (output === '-') {
    const [only, ...more] = pages;
    if (!only || more.length > 0) {
      throw new Failure('invalid', 'export.needs-folder', 'ALTO is one file per page: name a folder with -o.');
    }
    await pipeline(bodyOf(await altoOf(only.page)), out, { end: false });
    return EXIT.done;
  }
  await onDisk(output, () => mkdir(output, { recursive: true }));
  for (const { page } of pages) {
    await writeWhole(join(output, `page-${String(page).padStart(5, '0')}.alto.xml`), await altoOf(page));
  }
  terminal.say(terminal.words.written(output));
  return EXIT.done;
}

const isFolder = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
