import { type DetailedError, defaultOptions, Upload } from 'tus-js-client';

export type SendingTools = {
  readonly csrf: string;
  readonly tell: (sentBytes: number) => void;
  readonly tellRetry: () => void;
};

/** A file that is whole on the server, waiting to be made a document of. */
export type SentFile = { readonly upload: string; forget(): Promise<void> };

const CHUNK_BYTES = 8 * 2 ** 20;
const RETRY_DELAYS_MS = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000];

/** Sends a file, going on where it stopped when it was begun before, also after the page was closed. Fails with what the server answered. */
export function sendFile({ file, path }: { readonly file: File; readonly path: string }, tools: SendingTools) {
  return new Promise<SentFile>((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: '/uploads',
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_DELAYS_MS,
      headers: { 'x-csrf-token': tools.csrf },
      metadata: { filename: path },
      // Kept until the document is made, so that a page closed in between finds its file whole.
      removeFingerprintOnSuccess: false,
      onProgress: (sent) => tools.tell(sent),
      onShouldRetry: (thrown) => {
        const status = (thrown as DetailedError).originalResponse?.getStatus() ?? 0;
        // Signed out, refused, too large: trying again changes nothing. 409 and 423 pass, and so does a broken line.
        const mayPass = status === 0 || status >= 500 || status === 409 || status === 423 || status === 429;
        if (mayPass) tools.tellRetry();
        return mayPass;
      },
      onError: reject,
      onSuccess: () => {
        const name = new URL(upload.url ?? '', location.href).pathname.split('/').at(-1) ?? '';
        resolve({ upload: name, forget: () => forget(upload) });
      },
    });
    upload
      .findPreviousUploads()
      .then(([previous]) => {
        if (previous) upload.resumeFromPreviousUpload(previous);
        upload.start();
      })
      .catch(reject);
  });
}

async function forget(upload: Upload): Promise<void> {
  for (const { urlStorageKey } of await upload.findPreviousUploads()) {
    await defaultOptions.urlStorage?.removeUpload(urlStorageKey);
  }
}
