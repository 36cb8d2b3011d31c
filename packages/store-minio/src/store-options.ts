import { Failure } from '@diachi/domain';

/** Where an S3 server is and how it is asked: MinIO, Ceph, Amazon's and others speak the same. */
export type ServerOptions = {
  /** `http://` or `https://`, a name or number, perhaps a port: no path. */
  readonly endpoint: URL | string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Originals lie in a second bucket, named this and `-originals`. */
  readonly bucket: string;
  /** The bucket is the first part of the path, and not of the server's name. */
  readonly isPathStyle: boolean;
  /** How long a server may be silent before it counts as unavailable; 12 seconds when not given. */
  readonly silenceMs?: number;
};

export type StoreOptions = ServerOptions & {
  /** Where browsers reach the same server; without it no links are given. */
  readonly publicEndpoint?: URL | string | undefined;
  /** A folder of this machine for files that are lent; made when it is not there. */
  readonly scratchFolder: string;
};

/** A server's address, taken apart. */
export type Endpoint = { readonly isSecure: boolean; readonly host: string; readonly port: number };

/** Fails with `store.bad-settings`. */
export function parseEndpoint(name: string, written: URL | string): Endpoint {
  const url = URL.parse(String(written));
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw badSettings(`${name} must be the address of an S3 server, http://… or https://….`);
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw badSettings(`${name} must be a server’s address alone, without a path or a name: every request is signed.`);
  }
  const isSecure = url.protocol === 'https:';
  return { isSecure, host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || (isSecure ? 443 : 80) };
}

const LONGEST_BUCKET = 63 - '-originals'.length;

/** Fails with `store.bad-settings`. */
export function checkBucket(bucket: string): void {
  if (bucket.length <= LONGEST_BUCKET && /^[a-z0-9][a-z0-9-]+[a-z0-9]$/.test(bucket)) return;
  throw badSettings(`A bucket’s name is 3 to ${LONGEST_BUCKET} small letters, digits and hyphens.`);
}

const badSettings = (message: string) =>
  new Failure('invalid', 'store.bad-settings', message, { details: { reason: message } });
