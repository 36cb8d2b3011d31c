import { gunzipSync } from 'node:zlib';
import { type Asker, type Rights, rightsOf, SMALL_PICTURE_PX } from '@diachi/domain';
import sharp from 'sharp';
import { unzipped } from '../../services/access/src/testing/unzipped.ts';
import type { MarkedDocument } from './marked-library.ts';

/** An answer as whoever asked got it. */
export type Answer = {
  readonly method: string;
  /** With its question. */
  readonly address: string;
  readonly status: number;
  readonly headers: string;
  readonly type: string;
  readonly body: Buffer;
};

/** What of marked documents an answer shows that `asker` may not see, in a sentence each. */
export async function findLeaks(
  answer: Answer,
  asker: Asker,
  today: string,
  documents: readonly MarkedDocument[],
): Promise<readonly string[]> {
  const said = decodeURIComponent(answer.address.replace(/%(?![\da-f]{2})/gi, ''));
  const told = `${answer.headers}\n${await wordsIn(answer)}`;
  const leaks: string[] = [];
  for (const one of documents) {
    const rights = rightsOf(one.document, asker, today);
    for (const [right, marks] of Object.entries(one.marks)) {
      if (right !== 'desk' && rights[right as keyof Rights]) continue;
      const seen = marks.filter((mark) => !said.includes(mark) && told.includes(mark));
      if (seen.length > 0) leaks.push(`${answer.method} ${answer.address} shows ${seen.join(', ')} of ${one.name}`);
    }
    // What stands after the question mark is often only told again.
    const isOfIt = said.split('?')[0]?.includes(one.id) === true && [200, 206, 304].includes(answer.status);
    if (isOfIt && !rights.record) leaks.push(`${answer.method} ${answer.address} answers ${answer.status}`);
    if (isOfIt && answer.status === 200) leaks.push(...(await picturesTooLarge(answer, rights)));
    const isFile = /application\/(?:pdf|epub\+zip|zip)/.test(answer.type) && answer.status < 400;
    if (isOfIt && isFile && !rights.download) leaks.push(`${answer.method} ${answer.address} is a file to take home`);
    // Kept on the way, what only some may see would be shown to all.
    const isMore = isOfIt && JSON.stringify(rights) !== JSON.stringify(rightsOf(one.document, NOBODY, today));
    if (isMore && /cache-control: (?:.*, ?)?public/.test(answer.headers) && !isPublicOf(answer, one, today)) {
      leaks.push(`${answer.method} ${answer.address} may be kept on the way`);
    }
  }
  return leaks;
}

const NOBODY: Asker = { role: 'reader', library: null };

/** Whether an answer is one that everybody gets of a document, such as its small pictures. */
const isPublicOf = ({ type }: Answer, { document }: MarkedDocument, today: string): boolean =>
  type.startsWith('image/') && rightsOf(document, NOBODY, today).smallImage;

async function picturesTooLarge({ method, address, type, body }: Answer, rights: Rights): Promise<readonly string[]> {
  if (!type.startsWith('image/') || type.startsWith('image/svg') || rights.fullImage || method === 'HEAD') return [];
  const { width = 0, height = 0 } = await sharp(body).metadata();
  // The height follows from the page: what is small is told by the width.
  if (rights.smallImage && width <= SMALL_PICTURE_PX) return [];
  return [`${method} ${address} is a picture of ${width} by ${height} pixels`];
}

/** Everything that can be read in an answer, also in packed files. */
async function wordsIn({ body, type }: Answer): Promise<string> {
  if (type.includes('zip') && body.subarray(0, 2).toString('latin1') === 'PK') {
    const files = await unzipped(body);
    return Object.entries(files)
      .map(([name, bytes]) => `${name}\n${bytes.toString('utf8')}`)
      .join('\n');
  }
  if (body[0] === 0x1f && body[1] === 0x8b) return gunzipSync(body).toString('utf8');
  const plain = body.toString('utf8');
  // Words as forms, addresses and JSON write them.
  return `${plain}\n${plain.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))}`;
}
