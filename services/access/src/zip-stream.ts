import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** One file of a ZIP. What is large comes as a stream, opened when its turn comes. */
export type ZipEntry = {
  readonly path: string;
  readonly content: string | Uint8Array | (() => Promise<Readable>);
  /** Kept as it is: what is compressed already, or must not be. */
  readonly isStored?: boolean;
};

/**
 * A ZIP made while it is read, one entry at a time: no more of it is in memory than what is on its way. All entries bear one time, so
 * that equal content is an equal file. An entry that fails ends the stream with its failure: half a file is never taken for a whole one.
 */
export function zipStream(entries: AsyncIterable<ZipEntry>, at: Date): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const fail = (thrown: unknown) => output.destroy(thrown as Error);
  zip.on('error', fail);
  const source = entries[Symbol.asyncIterator]();
  let current: Readable | null = null;

  const addNext = async () => {
    const next = await source.next();
    if (next.done) {
      zip.end();
      return;
    }
    const { path, content, isStored = false } = next.value;
    const options = { mtime: at, mode: 0o100644, compress: !isStored, forceDosTimestamp: true };
    if (isStored && typeof content !== 'function') {
      // Its length is told before it, as readers of `mimetype` in an EPUB expect.
      zip.addBuffer(Buffer.from(content), path, options);
      await addNext();
      return;
    }
    zip.addReadStreamLazy(path, options, (give) => {
      openEntry(content).then((stream) => {
        // Whoever reads went away while it was being opened.
        if (output.destroyed) return void stream.destroy();
        current = stream;
        stream.once('error', fail);
        stream.once('end', () => void addNext().catch(fail));
        give(null, stream);
      }, fail);
    });
  };
  // Who reads may go away in the middle: nothing stays open behind him.
  output.once('close', () => {
    current?.destroy();
    source.return?.().catch(() => undefined);
  });
  addNext().catch(fail);
  return output;
}

const openEntry = async (content: ZipEntry['content']): Promise<Readable> =>
  typeof content === 'function' ? content() : Readable.from([Buffer.from(content)]);
