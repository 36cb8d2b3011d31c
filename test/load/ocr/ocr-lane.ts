import { parentPort, workerData } from 'node:worker_threads';
import { parseRecord, type Revision } from '@diachi/domain';
import { createOcrWorker, ocrSettings } from '@diachi/ocr-worker';
import { readConfig } from '@diachi/process';
import { createFileObjectStore } from '@diachi/store-files';

/** What a lane is told when it begins. */
export type LaneData = {
  readonly folder: string;
  readonly scratchDir: string;
  readonly engine: string;
  readonly language: string;
  readonly revision: Revision;
};

/** One page at a time, by its index, until it is told `close`; each is answered by the processor time of this thread, in seconds. */
if (parentPort) {
  const port = parentPort;
  const { folder, scratchDir, engine, language, revision } = workerData as LaneData;
  const record = parseRecord({ title: 'Sách quét', library: 'tinh', language });
  const store = await createFileObjectStore({ folder });
  const catalogue = { document: async () => ({ record }) as never, setPage: async () => {} };
  const settings = readConfig(ocrSettings, { OCR_ENGINE: engine });
  const onDamagedModel = (thrown: unknown) => console.warn(thrown);
  const worker = createOcrWorker({ store, catalogue, settings, scratchDir, onDamagedModel });
  port.on('message', (asked: number | 'close') => {
    void (async () => {
      if (asked === 'close') {
        await worker.close();
        await store.close();
        port.close();
        return;
      }
      await worker.handlers[0]?.run({ revision, page: asked }, { attempt: 1, signal: new AbortController().signal });
      port.postMessage(asked);
    })();
  });
}
