import { parentPort } from 'node:worker_threads';
import { type ReadTold, readTold } from './read-told.ts';
import type { ToReader } from './start-reader.ts';

// A thread of its own: what others send may take long to read, and may be made to.
const port = parentPort;
if (!port) throw new Error('This file is run as a thread of whoever harvests.');

port.on('message', ({ body, most, task }: ToReader) => {
  const read: ReadTold = readTold(body, most, task);
  port.postMessage(read);
});
