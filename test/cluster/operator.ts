import { setTimeout as wait } from 'node:timers/promises';
import { NotTaken, type SentFile, sendingBy } from './sending.ts';

export type Ask = (address: string, init?: RequestInit) => Promise<Response>;

export type OperatorOptions = { readonly upload: string; readonly access: string; readonly token: string };

/** A document as the access service tells of it. */
export type ToldDocument = {
  readonly id: string;
  readonly state: string;
  readonly isIndexed: boolean;
  readonly pageCount: number | null;
  readonly failure: { readonly kind: string } | null;
};

const LOOK_EVERY_MS = 100;
const PASSING = [502, 503, 504];

/** Speaks with the upload and access services as their operator. */
export function operatorOf({ upload, access, token }: OperatorOptions) {
  const ask: Ask = (address, init = {}) =>
    fetch(address, {
      ...init,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...init.headers },
      signal: init.signal ?? AbortSignal.timeout(30_000),
    });
  const sending = sendingBy(ask);

  /** Sends files again and again for as long as nobody answers or the service asks to wait. Answers the document's id. */
  const handIn = async (files: readonly SentFile[], through = upload): Promise<string> => {
    for (;;) {
      try {
        return await sending.send(files, through);
      } catch (thrown) {
        const isPassing = thrown instanceof NotTaken ? PASSING.includes(thrown.status) : isConnection(thrown);
        if (!isPassing) throw thrown;
        await wait(LOOK_EVERY_MS);
      }
    }
  };

  const document = async (id: string): Promise<ToldDocument | null> => {
    const response = await ask(`${access}/api/documents/${id}?pages=none`).catch(() => null);
    return response?.ok ? ((await response.json()) as ToldDocument) : null;
  };

  /**
   * Resolves with the document when it is as wanted; fails when it was refused, or failed for more than that a server was away, which
   * the library gets over by itself, or when `withinMs` have passed.
   */
  const until = async (id: string, withinMs: number, isWanted: (found: ToldDocument) => boolean) => {
    const endMs = performance.now() + withinMs;
    for (;;) {
      const found = await document(id);
      if (found && isWanted(found)) return found;
      if (found?.state === 'refused' || isForGood(found) || performance.now() > endMs)
        throw new Error(`document ${id} is not as wanted: ${JSON.stringify(found)}`);
      await wait(LOOK_EVERY_MS);
    }
  };

  return {
    ...sending,
    ask,
    handIn,
    document,
    published: (id: string, withinMs: number) => until(id, withinMs, ({ state }) => state === 'published'),
    indexed: (id: string, withinMs: number) => until(id, withinMs, ({ isIndexed }) => isIndexed),
  };
}

const isForGood = (found: ToldDocument | null): boolean =>
  found?.state === 'failed' && found.failure?.kind !== 'unavailable';

const isConnection = (thrown: unknown): boolean =>
  thrown instanceof TypeError || (thrown instanceof DOMException && thrown.name === 'TimeoutError');
