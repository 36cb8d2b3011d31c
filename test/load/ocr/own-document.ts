import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { identifyOriginal, keys, parseChecksum, parseDocumentId, parsePageList, parseRecord } from '@diachi/domain';
import { createIntakeWorker, intakeSettings } from '@diachi/intake-worker';
import { createPdfWorker } from '@diachi/pdf-worker';
import type { JobHandler } from '@diachi/ports';
import { readConfig } from '@diachi/process';
import { createFileObjectStore } from '@diachi/store-files';
import { checksumOf } from '../pipeline/checksum-of.ts';
import { cpuSeconds } from './cpu-time.ts';
import type { LaneData } from './ocr-lane.ts';

export type OwnDocument = {
  /** Seconds by the clock and of the processor, in each part of the way. */
  /** Of all cores, while pages were read; null where the system does not say. Whatever else runs keeps them busy too. */
  readonly idleShare: number | null;
  readonly parts: Readonly<Record<'intake' | 'ocr' | 'pdf', { readonly seconds: number; readonly cpu: number }>>;
};

const revision = { documentId: parseDocumentId('0000000000000001'), number: 1 };

/** A PDF of scans taken in, read by so many engines side by side and made into a searchable PDF, as the library's own threads do it. */
export async function ownDocument(
  pdf: Uint8Array,
  output: string,
  {
    folder,
    engine,
    language,
    lanes,
  }: { readonly folder: string; readonly engine: string; readonly language: string; readonly lanes: number },
): Promise<OwnDocument> {
  const scratchDir = join(folder, 'scratch');
  await mkdir(scratchDir, { recursive: true });
  const storeFolder = join(folder, 'store');
  const store = await createFileObjectStore({ folder: storeFolder });
  const checksum = parseChecksum(checksumOf(pdf));
  const type = identifyOriginal(pdf);
  if (!type) throw new Error('What was made of the pages is no PDF.');
  const record = parseRecord({ title: 'Sách quét', library: 'tinh', language });
  const originals = [{ checksum, fileName: 'sach.pdf', sizeBytes: pdf.length, type }];
  const catalogue = { document: async () => ({ record, originals }) as never, openRevision: async () => {} };
  const settings = readConfig(intakeSettings, {});
  const intake = await createIntakeWorker({ store, catalogue, settings, scratchDir });
  const build = createPdfWorker({ store, catalogue, scratchDir });
  try {
    await store.put(keys.original(checksum), pdf, type);
    const intakeCost = await costOf(() => run(intake.handlers, { revision }));
    const pageCount = parsePageList(await store.get(keys.pageList(revision))).pages.length;
    const idleBefore = coreTicks();
    const ocrCost = await costOf(() =>
      readPages(pageCount, lanes, { folder: storeFolder, scratchDir, engine, language, revision }),
    );
    const idleAfter = coreTicks();
    const pdfCost = await costOf(() => run(build.handlers, { revision, pageCount }));
    await writeFile(output, await store.get(keys.pdf(revision)));
    const idleShare = idleBefore && idleAfter ? shareBetween(idleBefore, idleAfter) : null;
    return { idleShare, parts: { intake: intakeCost, ocr: ocrCost, pdf: pdfCost } };
  } finally {
    await intake.close();
    await build.close();
    await store.close();
  }
}

const run = async (handlers: readonly JobHandler[], work: unknown) => {
  await handlers[0]?.run(work, { attempt: 1, signal: new AbortController().signal });
};

async function costOf(work: () => Promise<unknown>) {
  const [started, cpu] = [performance.now(), cpuSeconds()];
  await work();
  return { seconds: (performance.now() - started) / 1_000, cpu: cpuSeconds() - cpu };
}

type CoreTicks = { readonly idle: number; readonly all: number };

/** Since the machine was started, over all cores. */
function coreTicks(): CoreTicks | null {
  const cores = cpus();
  if (cores.length === 0) return null;
  const idle = cores.reduce((sum, { times }) => sum + times.idle, 0);
  return { idle, all: cores.reduce((sum, { times: t }) => sum + t.idle + t.user + t.nice + t.sys + t.irq, 0) };
}

const shareBetween = (before: CoreTicks, after: CoreTicks) =>
  (after.idle - before.idle) / Math.max(1, after.all - before.all);

/** Each lane takes the next page when it is done with one. */
async function readPages(pageCount: number, lanes: number, data: LaneData): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: lanes }, () => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const lane = new Worker(new URL('./ocr-lane.ts', import.meta.url), { workerData: data });
      const give = () => lane.postMessage(next < pageCount ? next++ : 'close');
      lane
        .on('message', give)
        .on('error', reject)
        .on('exit', () => resolve());
      give();
      return promise;
    }),
  );
}
