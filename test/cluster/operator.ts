import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 100;

/** What the operator of a cluster asks of it over HTTP. */
export type Operator = ReturnType<typeof operatorOf>;

export type TakenDocument = { readonly document: string | null; readonly isNew?: boolean; readonly reason?: string };

/** Speaks with the upload and access services as their operator. */
export function operatorOf(upload: string, access: string, token: string) {
  const authorization = `Bearer ${token}`;

  const ask = (address: string, init: RequestInit = {}): Promise<Response> =>
    fetch(address, { ...init, headers: { authorization, accept: 'application/json', ...init.headers } });

  /** Sends bytes by the tus protocol in one piece and commits them as a document. Answers the last response, which may be a refusal. */
  const send = async (name: string, bytes: Uint8Array, through = upload): Promise<Response> => {
    const begun = await ask(`${through}/uploads`, {
      method: 'POST',
      headers: { 'tus-resumable': '1.0.0', 'upload-length': String(bytes.length) },
    });
    if (begun.status !== 201) return begun;
    const place = new URL(begun.headers.get('location') ?? '', `${through}/uploads`).href;
    const sent = await ask(place, {
      method: 'PATCH',
      headers: { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      body: bytes as BodyInit,
    });
    if (sent.status !== 204) return sent;
    const files = [{ upload: place.split('/').at(-1), sha256: createHash('sha256').update(bytes).digest('hex'), name }];
    return ask(`${through}/api/documents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ files }),
    });
  };

  /** The same, tried again for as long as the services ask to wait. Answers the document's id. */
  const handIn = async (name: string, bytes: Uint8Array, through = upload): Promise<string> => {
    for (;;) {
      const response = await send(name, bytes, through).catch(() => null);
      if (response?.ok) {
        const [entry] = (await response.json()) as readonly TakenDocument[];
        if (!entry?.document) throw new Error(`${name} was not taken: ${entry?.reason}`);
        return entry.document;
      }
      if (response && response.status !== 503 && response.status !== 502)
        throw new Error(`${name}: ${response.status} ${await response.text()}`);
      await wait(LOOK_EVERY_MS);
    }
  };

  const document = async (id: string): Promise<Readonly<Record<string, unknown>> | null> => {
    const response = await ask(`${access}/api/documents/${id}`).catch(() => null);
    return response?.ok ? ((await response.json()) as Readonly<Record<string, unknown>>) : null;
  };

  /** Resolves with the document when it is published; fails when it failed, was refused, or `withinMs` have passed. */
  const published = async (id: string, withinMs: number) => {
    const endMs = performance.now() + withinMs;
    for (;;) {
      const found = await document(id);
      if (found?.['state'] === 'published') return found;
      if (found?.['state'] === 'failed' || found?.['state'] === 'refused' || performance.now() > endMs)
        throw new Error(`document ${id} is not published: ${JSON.stringify(found)?.slice(0, 1_000)}`);
      await wait(LOOK_EVERY_MS);
    }
  };

  return { ask, send, handIn, document, published, upload, access };
}
