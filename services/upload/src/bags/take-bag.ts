import { isFailure } from '@diachi/domain';
import type { DocumentChange } from '@diachi/ports';
import type { AcceptedFile } from '../accepted-file.ts';
import { notTaken, type PassedOver, type TakenFile, taken } from '../taken-file.ts';
import { documentsIn, readBagged } from './bagged-document.ts';
import { type CheckedBag, checkBag } from './check-bag.ts';
import { type ReceiveBaggedTools, receiveBagged } from './receive-bagged.ts';
import { scansIn } from './scans-in.ts';
import type { ZippedBag } from './zipped-bag.ts';

export type TakeBagTools = ReceiveBaggedTools & { readonly maxFileBytes: number };

export type SentBag = {
  readonly bag: ZippedBag;
  readonly sentAs: string;
  readonly who: string;
  readonly mayAddLibrary: boolean;
  readonly signal?: AbortSignal;
  /** Makes documents of scans in a bag that another program made, as of any other files. */
  readonly takeScans: (files: readonly AcceptedFile[]) => Promise<readonly TakenFile[]>;
};

const LONGEST_LIBRARY_NAME = 200;

/**
 * Takes in what a bag holds: documents of ours as they were, one after the other, so that one that cannot be taken keeps no other out; of
 * any other bag its scans, as scans. Nothing is taken of a bag that is not whole: it fails as `checkBag` does.
 */
export async function* takeBag(tools: TakeBagTools, sent: SentBag): AsyncGenerator<TakenFile | PassedOver> {
  const { bag, sentAs, who, mayAddLibrary, signal } = sent;
  const checked = await checkBag(bag, signal);
  const ids = documentsIn(checked);
  const libraryName = ids.length === 1 ? nameOfSource(checked) : null;
  for (const id of ids) {
    if (signal?.aborted) return;
    try {
      const document = await readBagged(bag, checked, id, tools.clock());
      const before = await tools.catalogue.changeOf(id);
      const from = { bag, name: sentAs, who, mayAddLibrary, libraryName };
      yield withWhatWas(taken(sentAs, await receiveBagged(tools, document, from)), before);
    } catch (failure) {
      if (!isFailure(failure)) tools.log.error({ err: failure }, 'taking a document out of a package met a bug');
      yield notTaken({ sentAs, failure });
    }
  }
  if (ids.length > 0) return;

  const { files, passedOver } = await scansIn(tools, { bag, checked, sentAs });
  for (const file of passedOver) yield { file, isPassedOver: true };
  if (files.length > 0) yield* withWord(await sent.takeScans(files));
}

/** Whoever removed a document, or let another take its place, may not have meant that a folder of packages brings it back. */
function withWhatWas(entry: TakenFile, before: DocumentChange | null): TakenFile {
  if (!entry.isNew || !before?.isGone) return entry;
  const { mergedInto } = before;
  if (mergedInto === null) {
    return { ...entry, code: 'bag.was-removed', reason: 'This document had been removed here, and is here again.' };
  }
  const reason = `Here the document ${mergedInto} had taken the place of this one, which is here again beside it.`;
  return { ...entry, code: 'bag.was-merged', reason, details: { into: mergedInto } };
}

/** A package of several documents may be of several libraries. */
function nameOfSource({ info }: CheckedBag): string | null {
  const said = info.find(([name]) => name.toLowerCase() === 'source-organization')?.[1] ?? '';
  const name = said
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return name === '' || name.length > LONGEST_LIBRARY_NAME ? null : name;
}

/** Whoever sends such a bag is told once that its records were not understood. */
function withWord(entries: readonly TakenFile[]): readonly TakenFile[] {
  const told = entries.findIndex(({ isNew }) => isNew);
  const word = {
    code: 'bag.foreign',
    reason: 'Another program made this package: its scans were taken in as they are, and its records were not.',
  };
  return entries.map((entry, place) => (place === told ? { ...entry, ...word } : entry));
}
