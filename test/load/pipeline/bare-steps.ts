import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { identifyOriginal, keys, parseChecksum, parseDocumentId, parseRecord } from '@diachi/domain';
import { createIndexWorker } from '@diachi/index-worker';
import { createIntakeWorker, intakeSettings } from '@diachi/intake-worker';
import { planIndex, planIntake, planRevision, type Step } from '@diachi/jobs';
import { createOcrWorker, ocrSettings } from '@diachi/ocr-worker';
import { createPdfWorker } from '@diachi/pdf-worker';
import { readConfig } from '@diachi/process';
import { createFileObjectStore } from '@diachi/store-files';
import { createThumbnailsWorker } from '@diachi/thumbnails-worker';
import type { SentFile } from '../../cluster/sending.ts';
import { checksumOf } from './checksum-of.ts';

/**
 * Processor time, in milliseconds a page, of the steps alone: the same pages, one step after the other in this process, on a folder and
 * with no queue. What a cluster uses beyond it is what carrying, keeping and telling cost.
 */
export async function bareSteps(documents: readonly (readonly SentFile[])[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-bare-'));
  const scratchDir = join(folder, 'scratch');
  await mkdir(scratchDir);
  const store = await createFileObjectStore({ folder: join(folder, 'store') });
  const catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.sqlite') });
  const settings = readConfig({ ...intakeSettings, ...ocrSettings }, process.env);
  const index = { put: async () => {}, remove: async () => {} };
  const workers = [
    await createIntakeWorker({ store, catalogue, settings, scratchDir }),
    createOcrWorker({ store, catalogue, settings, scratchDir }),
    createThumbnailsWorker({ store }),
    createPdfWorker({ store, catalogue, scratchDir }),
    createIndexWorker({ store, catalogue, index: index as never }),
  ];
  const handlers = new Map(workers.flatMap((worker) => worker.handlers).map((handler) => [handler.job.name, handler]));
  const work = async (step: Step): Promise<void> => {
    for (const before of step.after) await work(before);
    await handlers.get(step.job)?.run(step.payload, { attempt: 1, signal: new AbortController().signal });
  };

  try {
    let pages = 0;
    const before = process.cpuUsage();
    for (const [at, files] of documents.entries()) {
      const id = parseDocumentId(String(at).padStart(16, '0'));
      const originals = [];
      for (const { name, bytes } of files) {
        const checksum = parseChecksum(checksumOf(bytes));
        const type = identifyOriginal(bytes);
        if (!type) throw new Error(`${name} is no scan`);
        await store.put(keys.original(checksum), bytes, type);
        originals.push({ checksum, fileName: name, sizeBytes: bytes.length, type });
      }
      await catalogue.receive({ id, record: parseRecord({ title: `Sách ${at}`, library: 'tinh' }), originals });
      const revision = { documentId: id, number: 1 };
      await work(planIntake(revision));
      await work(planRevision(revision, files.length));
      await work(planIndex(revision, 1));
      pages += files.length;
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e3 / pages;
  } finally {
    for (const worker of workers) await worker.close?.();
    await catalogue.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
