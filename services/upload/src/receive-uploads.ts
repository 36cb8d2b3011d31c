import {
  type Checksum,
  cleanFileName,
  Failure,
  isFailure,
  keys,
  type OriginalType,
  parseChecksum,
} from '@diachi/domain';
import type { Visitor } from '@diachi/web';
import type { AcceptedFile, ArrivedBytes, RefusedFile } from './accepted-file.ts';
import { bagAt } from './bags/bag-at.ts';
import { takeBag } from './bags/take-bag.ts';
import { checkAtDoor } from './check-at-door.ts';
import { groupFiles } from './group-files.ts';
import { type ProposeTools, proposeRecord, type SentRecord } from './propose-record.ts';
import { type ReceiveTools, receiveDocument } from './receive-document.ts';
import { notTaken, type TakenFile, taken } from './taken-file.ts';
import type { FinishedUpload, ResumableUploads } from './uploads/resumable-uploads.ts';

export type ReceiveUploadsTools = ReceiveTools &
  ProposeTools & {
    readonly uploads: ResumableUploads;
    readonly maxFileBytes: number;
    /** Where files are unpacked. */
    readonly copiesFolder: string;
  };

/** One finished upload with what its sender says it is. */
type SentFile = { readonly upload: string; readonly sha256: string; readonly name: string };

export type SentFiles = {
  readonly files: readonly SentFile[];
  readonly together: boolean;
  readonly record: SentRecord;
};

/**
 * Turns finished uploads into documents. What was acknowledged is durable; a file that cannot be taken keeps no other out.
 * Fails as a whole when the record cannot be (as `proposeRecord` does; nothing is kept then) and when something cannot be
 * reached or is full. Either way the same can be sent again, and what was taken is found again.
 */
export async function receiveUploads(
  tools: ReceiveUploadsTools,
  sent: SentFiles,
  visitor: Visitor,
): Promise<readonly TakenFile[]> {
  const refused: RefusedFile[] = [];
  const accepted: (AcceptedFile & { readonly upload: string })[] = [];
  const unpacked: TakenFile[] = [];
  try {
    for (const file of sent.files) {
      try {
        const found = await accept(tools, file, visitor, sent);
        if ('checksum' in found) accepted.push({ ...found, upload: file.upload });
        else unpacked.push(...found);
      } catch (failure) {
        if (!isFailure(failure) || failure.kind === 'unavailable') throw failure;
        refused.push({ sentAs: file.name, failure });
      }
    }
    return [...refused.map(notTaken), ...unpacked, ...(await receiveAccepted(tools, accepted, sent, visitor))];
  } finally {
    for (const { bytes } of accepted) await bytes?.letGo();
  }
}

async function receiveAccepted(
  tools: ReceiveUploadsTools,
  accepted: readonly (AcceptedFile & { readonly upload: string })[],
  sent: SentFiles,
  visitor: Visitor,
): Promise<readonly TakenFile[]> {
  const entries: TakenFile[] = [];
  const uploadOf = new Map(accepted.map((file) => [file as AcceptedFile, file.upload]));
  const groups = groupFiles(accepted, sent.together);
  for (const group of groups) {
    const record = await proposeRecord(tools, sent.record, group, groups.length === 1);
    const received = await receiveDocument(tools, {
      files: group.files,
      record,
      who: visitor.name ?? 'operator',
      mayAddLibrary: false,
    });
    for (const file of group.files) {
      await file.bytes?.letGo();
      await tools.uploads.forget(uploadOf.get(file) ?? '', visitor);
      entries.push(taken(file.sentAs, received));
    }
  }
  return entries;
}

/** What passed the door; or what became of the documents, when it was a package of them. */
async function accept(
  tools: ReceiveUploadsTools,
  { upload, sha256, name }: SentFile,
  visitor: Visitor,
  sent: SentFiles,
): Promise<AcceptedFile | readonly TakenFile[]> {
  const checksum = parseChecksum(sha256.toLowerCase());
  const found = await tools.uploads.find(upload, visitor);
  const bytes = found?.bytes && sent.files.length > 1 ? atATime(found.bytes) : (found?.bytes ?? null);
  // Sent again after a broken connection: committed then, or moved into the store just before a crash.
  if (!found || !bytes) return findKept(tools, { checksum, name, sizeBytes: found?.sizeBytes ?? null });

  try {
    const arrived = await bytes.lend(
      async (path) =>
        (await unpack(tools, { found, path, checksum, name }, visitor, sent)) ??
        checkArrived(found, path, checksum, tools.maxFileBytes),
    );
    if (typeof arrived === 'string')
      return {
        sentAs: name,
        fileName: cleanFileName(name),
        bytes,
        checksum,
        sizeBytes: found.sizeBytes,
        type: arrived,
      };
    await bytes.letGo();
    // What could not be taken now can be asked for again.
    if (arrived.every(({ state }) => state !== 'failed')) await tools.uploads.forget(upload, visitor);
    return arrived;
  } catch (thrown) {
    await bytes.letGo();
    // Nothing can become of these bytes.
    if (isFailure(thrown) && thrown.kind === 'invalid') await tools.uploads.forget(upload, visitor);
    throw thrown;
  }
}

type Arrived = {
  readonly found: FinishedUpload;
  readonly path: string;
  readonly checksum: Checksum;
  readonly name: string;
};

/** Takes in what is in a package; null for a file that is none. */
async function unpack(
  tools: ReceiveUploadsTools,
  { found, path, checksum, name }: Arrived,
  visitor: Visitor,
  sent: SentFiles,
): Promise<readonly TakenFile[] | null> {
  const bag = await bagAt(path);
  if (!bag) return null;
  const entries: TakenFile[] = [];
  try {
    await checkSum(found, path, checksum);
    const who = visitor.name ?? 'operator';
    const takeScans = async (files: readonly AcceptedFile[]) => receiveScans(tools, files, sent, who);
    for await (const entry of takeBag(tools, { bag, sentAs: name, who, mayAddLibrary: false, takeScans })) {
      if (!('isPassedOver' in entry)) entries.push(entry);
    }
    return entries;
  } finally {
    bag.close();
  }
}

async function receiveScans(
  tools: ReceiveUploadsTools,
  files: readonly AcceptedFile[],
  sent: SentFiles,
  who: string,
): Promise<readonly TakenFile[]> {
  const entries: TakenFile[] = [];
  const groups = groupFiles(files, sent.together);
  try {
    for (const group of groups) {
      const record = await proposeRecord(tools, sent.record, group, groups.length === 1);
      const received = await receiveDocument(tools, { files: group.files, record, who, mayAddLibrary: false });
      entries.push(...group.files.map(({ sentAs }) => taken(sentAs, received)));
    }
    return entries;
  } finally {
    for (const { bytes } of files) await bytes?.letGo();
  }
}

/** Many files together may be more than this machine has room for. */
const atATime = ({ lend, letGo }: ArrivedBytes): ArrivedBytes => ({
  lend: (use) => lend(use).finally(letGo),
  letGo,
});

/** Fails as the door does, and with `upload.checksum-mismatch`. */
async function checkArrived(
  found: FinishedUpload,
  path: string,
  checksum: Checksum,
  maxFileBytes: number,
): Promise<OriginalType> {
  const type = await checkAtDoor(path, maxFileBytes);
  await checkSum(found, path, checksum);
  return type;
}

async function checkSum(found: FinishedUpload, path: string, checksum: Checksum): Promise<void> {
  if ((await found.checksumOf(path)) === checksum) return;
  throw new Failure('invalid', 'upload.checksum-mismatch', 'The file did not arrive as it was sent. Upload it again.');
}

async function findKept(
  { store, catalogue, maxFileBytes }: ReceiveUploadsTools,
  {
    checksum,
    name,
    sizeBytes,
  }: Pick<AcceptedFile, 'checksum'> & { readonly name: string; readonly sizeBytes: number | null },
): Promise<AcceptedFile> {
  const key = keys.original(checksum);
  const isCommitted = (await catalogue.documentsWithOriginal(checksum)).length > 0;
  const isTheirs = isCommitted || sizeBytes !== null;
  if (isTheirs && (await store.has(key))) {
    const type = await store.withFile(key, (path) => checkAtDoor(path, maxFileBytes));
    const size = await store.sizeBytes(key);
    if (sizeBytes === null || size === sizeBytes) {
      return { sentAs: name, fileName: cleanFileName(name), bytes: null, checksum, sizeBytes: size, type };
    }
  }
  throw new Failure('missing', 'upload.missing', 'This upload is not known any more. Begin it again.');
}
