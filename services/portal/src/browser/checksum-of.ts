type Answer = { readonly number: number; readonly checksum?: string; readonly problem?: string };

let worker: Worker | null = null;
let count = 0;
const waiting = new Map<number, { resolve: (checksum: string) => void; reject: (why: Error) => void }>();

/** SHA-256 of a file, as 64 hexadecimal digits. Fails when the file cannot be read any more. */
export function checksumOf(file: File): Promise<string> {
  worker ??= startWorker();
  count += 1;
  worker.postMessage({ number: count, file });
  return new Promise((resolve, reject) => waiting.set(count, { resolve, reject }));
}

function startWorker(): Worker {
  const started = new Worker(new URL('./checksum-worker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    const asked = waiting.get(data.number);
    waiting.delete(data.number);
    if (data.checksum) asked?.resolve(data.checksum);
    else asked?.reject(new Error(data.problem ?? 'no checksum'));
  });
  started.addEventListener('error', ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(message));
    waiting.clear();
    worker = null;
  });
  return started;
}
