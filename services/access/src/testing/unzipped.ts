import { buffer } from 'node:stream/consumers';
import { fromBuffer } from 'yauzl';

/** Every file of a ZIP by its path, read by another hand than the one that wrote it. */
export async function unzipped(bytes: Buffer): Promise<Readonly<Record<string, Buffer>>> {
  const files: Record<string, Buffer> = {};
  const zip = await new Promise<import('yauzl').ZipFile>((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: import('yauzl').Entry) =>
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        buffer(stream).then((content) => {
          files[entry.fileName] = content;
          zip.readEntry();
        }, reject);
      }),
    );
    zip.once('end', () => resolve(files));
    zip.once('error', reject);
    zip.readEntry();
  });
}
