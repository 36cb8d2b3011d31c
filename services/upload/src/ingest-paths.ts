import { rm } from 'node:fs/promises';
import { isFailure, noteFailure } from '@diachi/domain';
import type { AcceptedFile } from './accepted-file.ts';
import { type CopyInTools, copyIn } from './copy-in.ts';
import { findPaths } from './find-paths.ts';
import { type FileGroup, groupFiles, joinFiles } from './group-files.ts';
import { type ProposeTools, proposeRecord, type SentRecord } from './propose-record.ts';
import { type ReceiveTools, receiveDocument } from './receive-document.ts';
import { notTaken, type TakenFile, taken } from './taken-file.ts';

export type IngestTools = ReceiveTools &
  CopyInTools &
  ProposeTools & {
    /** The library's own data, which is never taken in. */
    readonly dataFolder: string;
  };

export type IngestOptions = {
  /** Absolute paths of files and folders on this machine; only read. */
  readonly paths: readonly string[];
  /** The named files are one document. */
  readonly together?: boolean;
  /** Every file of a folder is a document of its own. */
  readonly each?: boolean;
  readonly record?: SentRecord;
  readonly who: string;
  /** Stops after the document in hand. */
  readonly signal?: AbortSignal;
};

/**
 * Takes in files and folders of this machine: a file is a document of its own, a folder's images are one, a PDF or TIFF in it
 * one each. Tells what became of each file as soon as it is known; one that fails keeps no other from being taken.
 */
export async function* ingestPaths(tools: IngestTools, options: IngestOptions): AsyncGenerator<TakenFile> {
  const { paths, together = false, each = false, signal } = options;
  const { named, folders, refused } = await findPaths(paths, tools.dataFolder);
  yield* refused.map(notTaken);

  const batches: Batch[] = [
    ...(together
      ? [{ files: named, join: 'all' as const }]
      : named.map((file) => ({ files: [file], join: 'none' as const }))),
    ...folders.flatMap((files): Batch[] =>
      each ? files.map((file) => ({ files: [file], join: 'none' })) : [{ files, join: 'images' }],
    ),
  ];
  const isOnly = batches.length === 1;
  for (const batch of batches) {
    if (signal?.aborted) return;
    yield* ingestBatch(tools, batch, options, isOnly);
  }
}

type Batch = { readonly files: readonly string[]; readonly join: 'all' | 'images' | 'none' };

async function* ingestBatch(
  tools: IngestTools,
  batch: Batch,
  options: IngestOptions,
  isOnly: boolean,
): AsyncGenerator<TakenFile> {
  const accepted: AcceptedFile[] = [];
  for (const source of batch.files) {
    try {
      accepted.push(await copyIn(tools, source));
    } catch (thrown) {
      yield tell(tools, source, thrown);
    }
  }
  const groups = batch.join === 'all' ? joinAll(accepted) : groupFiles(accepted, batch.join === 'images');
  for (const group of groups) yield* receiveGroup(tools, group, options, isOnly && groups.length === 1);
}

const joinAll = (files: readonly AcceptedFile[]) => (files.length > 0 ? [joinFiles(files)] : []);

async function* receiveGroup(
  tools: IngestTools,
  group: FileGroup,
  options: IngestOptions,
  isOnly: boolean,
): AsyncGenerator<TakenFile> {
  const { files } = group;
  try {
    const record = await proposeRecord(tools, options.record ?? {}, group, isOnly);
    const { document, isNew } = await receiveDocument(tools, { files, record, who: options.who });
    yield* files.map(({ sentAs }) => taken(sentAs, document, isNew));
  } catch (thrown) {
    for (const { path, sentAs } of files) {
      if (path) await rm(path, { force: true });
      yield tell(tools, sentAs, thrown);
    }
  }
}

/** Anything that keeps one file out is told with its entry, and a bug is written down too. */
function tell({ log }: IngestTools, sentAs: string, failure: unknown): TakenFile {
  if (!isFailure(failure)) log.error({ err: failure, code: noteFailure(failure).code }, 'taking a file in met a bug');
  return notTaken({ sentAs, failure });
}
