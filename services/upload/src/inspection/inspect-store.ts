import { type Document, type DocumentId, dayOf, isFailure, keys, publicRights } from '@diachi/domain';
import { planIndex } from '@diachi/jobs';
import { documentIfThere } from '../document-if-there.ts';
import { findings as found } from './findings.ts';
import { groupKeys, groupOf, type KeyGroup } from './group-keys.ts';
import { createIndexWalk, type IndexWalk } from './index-walk.ts';
import { inspectFolder } from './inspect-folder.ts';
import type { InspectTools } from './inspect-tools.ts';
import type { Doubts, StorePlace } from './place.ts';

/** What seems to be unknown is looked at again at the end; beyond so many of a kind, the rest waits for the next inspection. */
const MOST_DOUBTS = 1_000;
/** More than these, and the index had better be rebuilt as a whole. */
const MOST_PLANNED = 5_000;

const BEGINNING: StorePlace = {
  after: null,
  planned: 0,
  doubts: { documents: [], originals: [], objects: [] },
  index: { after: null, others: [], isAway: false },
};

/** Goes through the whole store once, in the order of its keys, and through the search index beside it; or on from where it was broken off. */
export async function inspectStore(tools: InspectTools, begun: StorePlace = BEGINNING): Promise<void> {
  const doubts = {
    documents: [...begun.doubts.documents],
    originals: [...begun.doubts.originals],
    objects: [...begun.doubts.objects],
  };
  const walk = createIndexWalk(tools, begun.index);
  let planned = begun.planned;
  for await (const group of groupKeys(tools.store.list('', begun.after ?? undefined))) {
    await tools.pace();
    tools.findings.count('objects', group.kind === 'document' ? group.keys.length : 1);
    if (group.kind === 'unknown') doubt(doubts.objects, group.key);
    if (group.kind === 'original' && !(await hasDocument(tools, group))) doubt(doubts.originals, group.key);
    if (group.kind === 'document') {
      const document = await documentIfThere(tools.catalogue, group.id);
      if (!document) doubt(doubts.documents, group.id);
      else if (document.state !== 'refused') {
        await inspectFolder(tools, document, group.keys, (key) => doubt(doubts.objects, key));
      }
      if (document && isToBeFound(tools, document) && (await isMissingInIndex(walk, document))) {
        planned += 1;
        await planIndexing(tools, group.id, planned <= MOST_PLANNED);
      }
    }
    await tools.keepPlace(() => ({ part: 'store', after: endOf(group), planned, doubts, index: walk.place() }));
  }
  await removeFromIndex(tools, await walk.others());
  await settleDoubts(tools, doubts);
}

/**
 * The last key of a group, or one after it. Never in the middle of a document's files: of a part of them it cannot be told what is
 * missing. The sign after `/` is `0`.
 */
const endOf = (group: KeyGroup): string =>
  group.kind === 'document' ? `${keys.document(group.id).slice(0, -1)}0` : group.key;

const doubt = <Thing>(list: Thing[], thing: Thing) => void (list.length < MOST_DOUBTS && list.push(thing));

const hasDocument = async ({ catalogue, keeping }: InspectTools, group: KeyGroup & { kind: 'original' }) =>
  keeping.holds(group.checksum) || (await catalogue.documentsWithOriginal(group.checksum)).length > 0;

/** Nothing of what is closed may be in the index: it is one of those that are there and should not be. */
const isToBeFound = ({ clock }: Pick<InspectTools, 'clock'>, document: Document): boolean =>
  publicRights(document, dayOf(clock())).record;

/** The index is asked for every folder, so that it is walked through in step. */
const isMissingInIndex = async (walk: IndexWalk, { id, isIndexed }: Document): Promise<boolean> =>
  (await walk.has(id)) === false && isIndexed;

async function planIndexing({ queue, catalogue, findings }: InspectTools, id: DocumentId, mayPlan: boolean) {
  const document = await documentIfThere(catalogue, id);
  // What is not indexed, as the catalogue knows, is planned without us.
  if (!document?.isIndexed) return;
  if (!mayPlan) {
    findings.problem(found.indexMissing(id));
    return;
  }
  // Whoever puts it in does nothing where the catalogue thinks that it is in.
  await catalogue.forgetIndexed([id]);
  await queue.add(planIndex({ documentId: id, number: document.publishedRevision }, document.recordVersion));
  findings.repaired(found.indexPlanned(id));
}

/** What not everybody may know of must not be found. */
async function removeFromIndex(tools: InspectTools, ids: readonly DocumentId[]) {
  const { catalogue, index, findings, pace } = tools;
  for (const id of ids) {
    await pace();
    const isRemoved = await catalogue.locks.inOrder(id, async () => {
      const document = await documentIfThere(catalogue, id);
      if (document && isToBeFound(tools, document)) return false;
      await index.remove(id);
      return true;
    });
    if (isRemoved) findings.repaired(found.indexRemoved(id));
  }
}

async function settleDoubts(tools: InspectTools, doubts: Doubts): Promise<void> {
  const { catalogue, findings, store, pace } = tools;
  for (const id of doubts.documents) {
    await pace();
    if (await documentIfThere(catalogue, id)) continue;
    // Its removal was broken off, and is ended by the steward.
    if ((await catalogue.toClear(1, id)).length > 0) continue;
    const { count, sizeBytes } = await sizeOfAll(tools, keys.document(id));
    if (count > 0) findings.problem(found.unknownDocument(id, count, sizeBytes));
  }
  for (const group of doubts.originals.map(groupOf)) {
    await pace();
    if (group.kind !== 'original' || (await hasDocument(tools, group))) continue;
    const sizeBytes = await sizeIfThere(store, group.key);
    if (sizeBytes !== null) findings.problem(found.unknownOriginal(group.key, sizeBytes));
  }
  for (const key of doubts.objects) {
    await pace();
    const sizeBytes = await sizeIfThere(store, key);
    if (sizeBytes !== null) findings.problem(found.unknownObject(key, sizeBytes));
  }
}

async function sizeOfAll({ store, pace }: InspectTools, prefix: string) {
  let count = 0;
  let sizeBytes = 0;
  for await (const key of store.list(prefix)) {
    await pace();
    const size = await sizeIfThere(store, key);
    if (size === null) continue;
    count += 1;
    sizeBytes += size;
  }
  return { count, sizeBytes };
}

async function sizeIfThere(store: InspectTools['store'], key: string): Promise<number | null> {
  try {
    return await store.sizeBytes(key);
  } catch (thrown) {
    if (isFailure(thrown) && thrown.kind === 'missing') return null;
    throw thrown;
  }
}
