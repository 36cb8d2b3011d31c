import { basename } from 'node:path';
import { Failure, isFailure, noteFailure } from '@diachi/domain';
import type { AcceptedFile } from './accepted-file.ts';
import { bagAt } from './bags/bag-at.ts';
import { takeBag } from './bags/take-bag.ts';
import type { ZippedBag } from './bags/zipped-bag.ts';
import { isBesideScans } from './beside-scans.ts';
import { type CopyInTools, copyIn } from './copy-in.ts';
import { findPaths } from './find-paths.ts';
import { type FileGroup, groupFiles, joinFiles } from './group-files.ts';
import { type Batch, planBatches } from './plan-batches.ts';
import { type ProposeTools, proposeRecord, type SentRecord } from './propose-record.ts';
import { type ReceiveTools, receiveDocument } from './receive-document.ts';
import { notTaken, type PassedOver, type TakenFile, taken } from './taken-file.ts';

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
  /** A member library nobody knows yet is added with the first document that is kept. */
  readonly record?: SentRecord;
  readonly who: string;
  /** Stops after the document in hand. */
  readonly signal?: AbortSignal;
};

/**
 * Takes in files and folders of this machine, in the order they are named: a file is a document of its own, a folder's images are one, a
 * PDF or TIFF in it one each. Tells what became of each file as soon as it is known; one that fails keeps no other from being taken.
 */
export async function* ingestPaths(tools: IngestTools, options: IngestOptions): AsyncGenerator<TakenFile | PassedOver> {
  const found = await findPaths(options.paths, tools.dataFolder);
  const plan = planBatches(found, options);
  const isOnly = plan.flat().length === 1;
  for (const [place, one] of found.entries()) {
    if (one.kind === 'refused') yield notTaken(one.refused);
    if (one.kind === 'folder') yield* one.refused.map(notTaken);
    let hasScans = one.kind !== 'folder' || one.refused.length > 0;
    for (const batch of plan[place] ?? []) {
      if (options.signal?.aborted) return;
      for await (const entry of ingestBatch(tools, batch, options, isOnly)) {
        hasScans ||= 'document' in entry;
        yield entry;
      }
    }
    if (one.kind === 'folder' && !hasScans) yield notTaken({ sentAs: one.path, failure: noScans() });
  }
}

const noScans = () =>
  new Failure(
    'invalid',
    'source.no-scans',
    'There is no scan and no PDF in this folder. Name the folder with the scans.',
  );

async function* ingestBatch(
  tools: IngestTools,
  batch: Batch,
  options: IngestOptions,
  isOnly: boolean,
): AsyncGenerator<TakenFile | PassedOver> {
  const accepted: AcceptedFile[] = [];
  for (const source of batch.files) {
    try {
      const bag = await bagAt(source);
      if (bag) yield* ingestBag(tools, bag, source, options);
      else accepted.push(await copyIn(tools, source));
    } catch (thrown) {
      if (batch.folder && isBesideScans(source, thrown)) yield { file: source, isPassedOver: true };
      else yield tell(tools, source, thrown);
    }
  }
  const groups = groupsOf(batch, accepted);
  for (const group of groups) {
    yield* await receiveGroup(tools, group, options, isOnly && groups.length === 1);
  }
}

/** A package, wherever it lies, is what it was made of, and nothing is joined with it. */
async function* ingestBag(
  tools: IngestTools,
  bag: ZippedBag,
  sentAs: string,
  options: IngestOptions,
): AsyncGenerator<TakenFile | PassedOver> {
  const { who, signal } = options;
  const takeScans = async (files: readonly AcceptedFile[]) => {
    const groups = groupFiles(files, !options.each);
    const entries: TakenFile[] = [];
    for (const group of groups) entries.push(...(await receiveGroup(tools, group, options, groups.length === 1)));
    return entries;
  };
  try {
    yield* takeBag(tools, { bag, sentAs, who, mayAddLibrary: true, takeScans, ...(signal && { signal }) });
  } finally {
    bag.close();
  }
}

function groupsOf({ join, folder, hasBelow }: Batch, files: readonly AcceptedFile[]): readonly FileGroup[] {
  if (join === 'all') return files.length > 0 ? [joinFiles(files)] : [];
  const groups = groupFiles(files, join === 'images');
  const [only, ...others] = groups;
  // All there is in a folder is what the folder is about, whatever a scanner called the file.
  if (only && others.length === 0 && join === 'images' && folder && !hasBelow) {
    return [{ ...only, name: basename(folder.path) || only.name }];
  }
  return groups;
}

async function receiveGroup(
  tools: IngestTools,
  group: FileGroup,
  options: IngestOptions,
  isOnly: boolean,
): Promise<readonly TakenFile[]> {
  const { files } = group;
  try {
    const record = await proposeRecord(tools, options.record ?? {}, group, isOnly);
    const received = await receiveDocument(tools, { files, record, who: options.who, mayAddLibrary: true });
    return files.map(({ sentAs }) => taken(sentAs, received));
  } catch (thrown) {
    return files.map(({ sentAs }) => tell(tools, sentAs, thrown));
  } finally {
    for (const { bytes } of files) await bytes?.letGo();
  }
}

/** Anything that keeps one file out is told with its entry, and a bug is written down too. */
function tell({ log }: IngestTools, sentAs: string, failure: unknown): TakenFile {
  if (!isFailure(failure)) log.error({ err: failure, code: noteFailure(failure).code }, 'taking a file in met a bug');
  return notTaken({ sentAs, failure });
}
