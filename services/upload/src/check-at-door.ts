import { open } from 'node:fs/promises';
import { Failure, identifyOriginal, nameForeignFile, type OriginalType } from '@diachi/domain';

/** Enough of a file to tell what it is. */
const FIRST_BYTES = 4_100;

/**
 * What a file is, told by its content, before anything is kept of it. Fails with `upload.empty`, `upload.too-large`,
 * `upload.not-supported` or `upload.foreign-file`.
 */
export async function checkAtDoor(path: string, maxFileBytes: number): Promise<OriginalType> {
  await using file = await open(path);
  const { size } = await file.stat();
  checkSize(size, maxFileBytes);

  const { buffer, bytesRead } = await file.read(Buffer.alloc(FIRST_BYTES), 0, FIRST_BYTES, 0);
  const firstBytes = buffer.subarray(0, bytesRead);
  const type = identifyOriginal(firstBytes);
  if (type) return type;
  throw notSupported(nameForeignFile(firstBytes));
}

const notSupported = (found: string | null) =>
  found === null
    ? new Failure(
        'invalid',
        'upload.not-supported',
        'This is not a scan or a PDF, whatever its name says. JPEG, PNG, WebP, TIFF, JPEG 2000 and PDF can be taken.',
      )
    : new Failure(
        'invalid',
        'upload.foreign-file',
        `This is not a scan or a PDF but ${found}, whatever its name says. JPEG, PNG, WebP, TIFF, JPEG 2000 and PDF can be taken.`,
        { details: { found } },
      );

/** Fails with `upload.empty` or `upload.too-large`. */
export function checkSize(sizeBytes: number, maxFileBytes: number): void {
  if (sizeBytes === 0)
    throw new Failure('invalid', 'upload.empty', 'This file is empty (0 bytes). Scan or copy it again.');
  if (sizeBytes <= maxFileBytes) return;
  throw new Failure(
    'invalid',
    'upload.too-large',
    `This file is larger than ${maxFileBytes} bytes, the limit set in MAX_FILE_SIZE.`,
    {
      details: { sizeBytes, limitBytes: maxFileBytes },
    },
  );
}
