import { lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflate } from 'node:zlib';
import { Failure, isFailure } from '@diachi/domain';

export type FetchOptions = {
  /** Says who asks, so that whoever is asked can write to them. */
  readonly userAgent: string;
  /** Addresses that are not asked, by their numbers: those of this machine and its network. */
  readonly isShut: (address: string) => boolean;
  readonly mostBytes: number;
  /** For the whole answer. */
  readonly timeLimitMs: number;
  readonly signal: AbortSignal;
};

export type Fetched = { readonly status: number; readonly retryAfter: string | null; readonly body: Uint8Array };

const MOST_REDIRECTS = 3;

/**
 * Asks an address of somebody else's. Nothing but http(s) is asked, redirects are followed three times, and each address is looked at where the line is
 * opened, so that no name leads to this machine or its network. Fails with `harvest.private-address`, `harvest.bad-redirect`, `harvest.too-large`,
 * `harvest.too-slow` or `harvest.away`.
 */
export async function fetchGuarded(address: URL, options: FetchOptions): Promise<Fetched> {
  const limit = AbortSignal.timeout(options.timeLimitMs);
  const signal = AbortSignal.any([options.signal, limit]);
  try {
    let next = address;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const response = await open(next, { ...options, signal });
      const { statusCode: status = 0, headers } = response;
      const { location } = headers;
      if (status < 300 || status > 399 || location === undefined) {
        const body = await readWhole(response, options.mostBytes);
        return { status, retryAfter: headers['retry-after'] ?? null, body };
      }
      response.destroy();
      next = parseLocation(location, next);
    }
    throw badRedirect('more than three');
  } catch (thrown) {
    if (isFailure(thrown)) throw thrown;
    options.signal.throwIfAborted();
    throw limit.aborted ? tooSlow(options.timeLimitMs) : away(address, thrown);
  }
}

function parseLocation(location: string, from: URL): URL {
  const next = URL.parse(location, from.href);
  if (next && /^https?:$/.test(next.protocol) && next.username === '' && next.password === '') return next;
  throw badRedirect(location.slice(0, 200));
}

function open(address: URL, { userAgent, isShut, signal }: FetchOptions): Promise<IncomingMessage> {
  const host = address.hostname.replace(/^\[|\]$/g, '');
  // A bare number is not looked up, so it is looked at here.
  if (isIP(host) !== 0 && isShut(host)) throw privateAddress(address.hostname);
  const request = address.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    request(
      address,
      {
        headers: { 'User-Agent': userAgent, Accept: 'text/xml, application/xml', 'Accept-Encoding': 'gzip, deflate' },
        signal,
        agent: false,
        lookup: lookupUnless(isShut),
      },
      resolve,
    )
      .on('error', reject)
      // An answer that is no answer, such as the beginning of another protocol, ends the line without an error.
      .on('close', () => reject(new Error('The line was closed without an answer.')))
      .end();
  });
}

/** Looks a name up, and answers only what may be asked. The line is opened to just that answer. */
const lookupUnless =
  (isShut: FetchOptions['isShut']): LookupFunction =>
  (host, options, callback) => {
    lookup(host, { ...options, all: true }, (trouble, found) => {
      const shown = trouble ? [] : found.filter(({ address }) => !isShut(address));
      const [first] = shown;
      if (trouble) callback(trouble, '');
      else if (!first) callback(privateAddress(host), '');
      else if (options.all) callback(null, shown);
      else callback(null, first.address, first.family);
    });
  };

const unpackers: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
]);

async function readWhole(response: IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const collect = async (source: AsyncIterable<Uint8Array>) => {
    for await (const piece of source) {
      size += piece.length;
      if (size > mostBytes) throw tooLarge(mostBytes);
      pieces.push(piece);
    }
  };
  const unpack = unpackers.get((response.headers['content-encoding'] ?? '').trim().toLowerCase());
  if (unpack) await pipeline(response as Readable, unpack(), collect);
  else await pipeline(response as Readable, collect);
  return Buffer.concat(pieces);
}

const privateAddress = (host: string) =>
  new Failure(
    'invalid',
    'harvest.private-address',
    `${host} is an address of this machine or its network, which is not asked unless HARVEST_PRIVATE allows it.`,
    { details: { host } },
  );

const badRedirect = (to: string) =>
  new Failure('invalid', 'harvest.bad-redirect', `The repository sends harvesters on where they do not go: ${to}.`, {
    details: { to },
  });

const tooLarge = (limitBytes: number) =>
  new Failure('invalid', 'harvest.too-large', `An answer of the repository is larger than ${limitBytes} bytes.`, {
    details: { limitBytes },
  });

const tooSlow = (limitMs: number) =>
  new Failure('unavailable', 'harvest.too-slow', 'The repository did not answer in time.', {
    details: { seconds: Math.round(limitMs / 1_000) },
  });

const away = (address: URL, cause: unknown) =>
  new Failure('unavailable', 'harvest.away', `${address.host} does not answer.`, {
    cause,
    details: { host: address.host },
  });
