import { createHash } from 'node:crypto';
import { checksumHeader, checksumNamed, damaged } from './checksum-header.ts';
import type { Part } from './parts-of.ts';
import { readXml, textIn } from './read-xml.ts';
import { Refusal, saysCode } from './refusal.ts';
import type { S3, S3Answer, S3Request } from './s3.ts';

/** Where an object goes and what it is. */
export type Target = { readonly bucket: string; readonly key: string; readonly contentType: string };

/**
 * Puts a large object, part by part, one part under way while the next is read. It appears when the last step is done. When
 * anything fails before, the parts that were sent are removed again.
 */
export async function uploadInParts(
  s3: S3,
  target: Target,
  parts: AsyncIterator<Part, string>,
  first: readonly Part[],
) {
  const { bucket, key, contentType } = target;
  const named = checksumNamed(key);
  const headers = { 'content-type': contentType, ...(named === null ? {} : checksumHeader(named)) };
  const begun = await s3.ask({ method: 'POST', bucket, key, query: 'uploads', headers });
  const uploadId = readAnswer(begun, 'InitiateMultipartUploadResult', 'UploadId');
  if (uploadId === '') throw new Refusal(200, null, 'The server began an upload and did not say its name.');
  const upload = `uploadId=${encodeURIComponent(uploadId)}`;

  const complete = async () => {
    const { etags, sha256 } = await sendParts(s3, { bucket, key }, upload, parts, first);
    if (named !== null && named !== sha256) throw damaged(key);
    const completed = await s3.askPatiently({
      method: 'POST',
      bucket,
      key,
      query: upload,
      headers: { 'content-type': 'application/xml' },
      body: Buffer.from(listOfParts(etags)),
    });
    return { etag: readAnswer(completed, 'CompleteMultipartUploadResult', 'ETag') || etagOf(etags), sha256 };
  };

  const { etag, sha256 } = await complete().catch(async (thrown) => {
    // What is left when this fails too is removed by the bucket’s own rule for unfinished uploads.
    await s3.ask({ method: 'DELETE', bucket, key, query: upload }).catch(() => {});
    throw thrown;
  });
  if (named === null) await nameChecksum(s3, target, etag, sha256);
}

type Place = { readonly bucket: string; readonly key: string };

async function sendParts(
  s3: S3,
  place: Place,
  upload: string,
  parts: AsyncIterator<Part, string>,
  first: readonly Part[],
): Promise<{ readonly etags: readonly string[]; readonly sha256: string }> {
  const etags: string[] = [];
  let underWay: Promise<void> = Promise.resolve();

  const send = async ({ bytes, sha256 }: Part): Promise<void> => {
    const number = etags.length + 1;
    const sent: S3Request = { method: 'PUT', ...place, query: `partNumber=${number}&${upload}`, body: bytes, sha256 };
    const { headers } = await s3.ask(sent);
    if (!headers.etag) throw new Refusal(200, null, 'The server took a part and did not say its name.');
    etags.push(headers.etag);
  };

  try {
    for (const part of first) await send(part);
    for (;;) {
      const next = await parts.next();
      await underWay;
      if (next.done) return { etags, sha256: next.value };
      underWay = send(next.value);
      // Told when it is waited for: the body may break first.
      underWay.catch(() => {});
    }
  } finally {
    // A part that arrives after its upload was given up would stay behind.
    await underWay.catch(() => {});
  }
}

/**
 * The checksum of a stream is known when it is over, and what an object carries is said when it is begun. So the object is told to
 * replace what it carries, unless another has taken its place meanwhile. A server that cannot do that with so large an object
 * leaves it without.
 */
async function nameChecksum(s3: S3, { bucket, key, contentType }: Target, etag: string, sha256: string): Promise<void> {
  const headers = {
    'content-type': contentType,
    'x-amz-copy-source': `/${bucket}/${key}`,
    'x-amz-copy-source-if-match': etag,
    // Ceph’s gateway calls it so.
    'x-amz-copy-if-match': etag,
    'x-amz-metadata-directive': 'REPLACE',
    ...checksumHeader(sha256),
  };
  try {
    readAnswer(await s3.askPatiently({ method: 'PUT', bucket, key, headers }), 'CopyObjectResult', 'ETag');
  } catch (thrown) {
    if (!saysCode(thrown, 'PreconditionFailed', 'NoSuchKey', 'EntityTooLarge', 'InvalidRequest', 'NotImplemented'))
      throw thrown;
  }
}

// Ceph’s gateway does not say what it called the object. Where this is not its name either, it is left without a checksum.
function etagOf(parts: readonly string[]): string {
  const hash = createHash('md5');
  for (const part of parts) hash.update(Buffer.from(part.replaceAll('"', ''), 'hex'));
  return `"${hash.digest('hex')}-${parts.length}"`;
}

/** These questions are answered with 200 before the server knows whether it will succeed. */
function readAnswer({ body }: S3Answer, name: string, wanted: string): string {
  const text = body.toString();
  const found = readXml(text, name);
  const value = found && textIn(found, wanted);
  if (value !== null) return value;
  const error = readXml(text, 'Error');
  const code = error && textIn(error, 'Code');
  throw new Refusal(200, code, `The server answered with ${code ?? `something that is no ${name}`}.`);
}

const listOfParts = (etags: readonly string[]) =>
  `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${etags
    .map((etag, place) => `<Part><PartNumber>${place + 1}</PartNumber><ETag>${inXml(etag)}</ETag></Part>`)
    .join('')}</CompleteMultipartUpload>`;

const inXml = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
