import { createHash } from 'node:crypto';
import type { Ask } from './operator.ts';

export type SentFile = { readonly name: string; readonly bytes: Uint8Array };

/** A file that has arrived whole under the name the upload service gave it. */
export type UploadedFile = SentFile & { readonly upload: string };

const TUS = { 'tus-resumable': '1.0.0' };

/** The upload service refused, or could not do, what it was asked. */
export class NotTaken extends Error {
  readonly status: number;
  /** Seconds it asked to wait; null when it did not say. */
  readonly retryAfter: number | null;
  constructor(response: Response, text: string) {
    super(`${response.status} ${text}`);
    this.status = response.status;
    const asked = response.headers.get('retry-after');
    this.retryAfter = asked === null ? null : Number(asked);
  }
}

/** Sends scans in by the tus protocol, version 1.0.0, and commits them. Each fails with `NotTaken`. `through` is the address of an upload service. */
export const sendingBy = (ask: Ask) => {
  const taken = async (response: Response): Promise<Response> => {
    if (response.ok) return response;
    throw new NotTaken(response, await response.text());
  };

  const begin = async ({ bytes }: SentFile, through: string): Promise<string> => {
    const headers = { ...TUS, 'upload-length': String(bytes.length) };
    const response = await taken(await ask(`${through}/uploads`, { method: 'POST', headers }));
    return response.headers.get('location')?.split('/').at(-1) ?? '';
  };

  const sendPart = async (upload: string, part: Uint8Array, offset: number, through: string): Promise<void> => {
    const headers = { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
    await taken(await ask(`${through}/uploads/${upload}`, { method: 'PATCH', headers, body: part as BodyInit }));
  };

  const offsetOf = async (upload: string, through: string): Promise<number> => {
    const response = await taken(await ask(`${through}/uploads/${upload}`, { method: 'HEAD', headers: TUS }));
    return Number(response.headers.get('upload-offset'));
  };

  const commit = async (files: readonly UploadedFile[], through: string): Promise<string> => {
    const sent = files.map(({ upload, name, bytes }) => ({
      upload,
      name,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }));
    const body = JSON.stringify({ files: sent, together: true });
    const headers = { 'content-type': 'application/json' };
    const response = await taken(await ask(`${through}/api/documents`, { method: 'POST', headers, body }));
    const [entry] = (await response.json()) as readonly { document: string | null; reason?: string }[];
    if (entry?.document) return entry.document;
    throw new Error(`${files[0]?.name} was not taken: ${entry?.reason}`);
  };

  /** Files, in one piece each, as one document. Answers its id. */
  const send = async (files: readonly SentFile[], through: string): Promise<string> => {
    const uploaded: UploadedFile[] = [];
    for (const file of files) {
      const upload = await begin(file, through);
      await sendPart(upload, file.bytes, 0, through);
      uploaded.push({ ...file, upload });
    }
    return commit(uploaded, through);
  };

  return { begin, sendPart, offsetOf, commit, send };
};
