import { BAG_DECLARATION, type BagInfo, payloadOxum, writeBagInfo, writeBagManifest } from '@diachi/preservation';
import type { ZipEntry } from '../zip-stream.ts';
import type { PayloadFile } from './bag-payload.ts';
import { hashOnTheWay, type Passed, passedOf } from './hash-on-the-way.ts';

/** Pictures and PDFs are packed as they are: they do not become smaller. */
const isPacked = /\.(jpg|png|webp|jp2|heic|pdf|tif|epub|mrc)$/;

/**
 * A bag of BagIt 1.0 as the entries of a ZIP, below one folder. The payload goes first and is summed up with SHA-512 on its way, so that
 * nothing is read twice; what is said about it comes last. `info` is completed with how much it holds.
 */
export async function* bagEntries(
  folder: string,
  payload: AsyncIterable<PayloadFile>,
  info: BagInfo,
): AsyncGenerator<ZipEntry> {
  const passed = new Map<string, Passed>();
  const entry = (path: string, content: ZipEntry['content']): ZipEntry => ({
    path: `${folder}/${path}`,
    content,
    isStored: isPacked.test(path),
  });

  for await (const { path, content } of payload) {
    const note = (sum: Passed) => void passed.set(path, sum);
    if (typeof content === 'object' && 'open' in content) {
      yield entry(path, async () => hashOnTheWay(await content.open(), content.checksum, note));
    } else {
      const bytes = Buffer.from(content);
      note(passedOf(bytes));
      yield entry(path, bytes);
    }
  }

  const bytes = [...passed.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const tags = new Map<string, string>([
    ['bagit.txt', BAG_DECLARATION],
    ['bag-info.txt', writeBagInfo([...info, ['Payload-Oxum', payloadOxum(bytes, passed.size)]])],
    ['manifest-sha512.txt', writeBagManifest(sums(passed))],
  ]);
  for (const [path, text] of tags) yield entry(path, text);
  const tagSums = new Map([...tags].map(([path, text]) => [path, passedOf(Buffer.from(text))]));
  yield entry('tagmanifest-sha512.txt', writeBagManifest(sums(tagSums)));
}

const sums = (passed: ReadonlyMap<string, Passed>): ReadonlyMap<string, string> =>
  new Map([...passed].map(([path, { sha512 }]) => [path, sha512]));
