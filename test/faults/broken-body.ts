import { Readable } from 'node:stream';

/** A body that breaks off after these bytes, as an upload does when the line goes down. */
export function brokenBody(before: Uint8Array, fault = new Error('The line broke.')): Readable {
  async function* parts() {
    yield before;
    throw fault;
  }
  return Readable.from(parts(), { objectMode: false });
}
