/** One picture of a TIFF: eight-bit grey, in one strip. */
export type TiffPart = {
  readonly width: number;
  readonly height: number;
  readonly grey?: number;
  /** 1 for a smaller copy of another picture. */
  readonly subfileType?: number;
  readonly dpi?: number;
  /** Says that the picture is so much larger than it is. */
  readonly claims?: { readonly width: number; readonly height: number };
  /** One more field, of bytes that lie beyond the end of the file. */
  readonly lostField?: number;
};

export type TiffForm = {
  readonly isBig?: boolean;
  readonly isLittle?: boolean;
  /** Where the last directory leads: nowhere, back to the first, or out of the file. */
  readonly end?: 'nowhere' | 'first' | 'outside';
};

/** Writes an uncompressed TIFF by hand, so that it can be wrong in any way a test needs. */
export function buildTiff(
  parts: readonly TiffPart[],
  { isBig = false, isLittle = true, end = 'nowhere' }: TiffForm = {},
): Buffer {
  const offsetBytes = isBig ? 8 : 4;
  const number = (value: number, size: number): Buffer => {
    const bytes = Buffer.alloc(size);
    if (size === 8) isLittle ? bytes.writeBigUInt64LE(BigInt(value)) : bytes.writeBigUInt64BE(BigInt(value));
    else isLittle ? bytes.writeUIntLE(value, 0, size) : bytes.writeUIntBE(value, 0, size);
    return bytes;
  };
  const lostEntry = (tag: number): Buffer =>
    Buffer.concat([number(tag, 2), number(7, 2), number(1_000, offsetBytes), number(1_000_000, offsetBytes)]);
  const header = [Buffer.from(isLittle ? 'II' : 'MM'), number(isBig ? 43 : 42, 2)];
  if (isBig) header.push(number(8, 2), number(0, 2));
  const headerBytes = isBig ? 16 : 8;

  const written: Buffer[] = [];
  let place = headerBytes;
  const put = (bytes: Buffer): number => {
    const here = place;
    written.push(bytes);
    place += bytes.length;
    return here;
  };

  const directories: number[] = [];
  const links: { readonly buffer: Buffer; readonly at: number }[] = [];
  for (const { width, height, grey = 200, subfileType = 0, dpi = 300, claims, lostField } of parts) {
    const strip = put(Buffer.alloc(width * height, grey));
    const resolution = put(Buffer.concat([number(dpi, 4), number(1, 4)]));
    const entries: readonly (readonly [tag: number, type: number, value: number])[] = [
      [254, 4, subfileType],
      [256, 4, claims?.width ?? width],
      [257, 4, claims?.height ?? height],
      [258, 3, 8],
      [259, 3, 1],
      [262, 3, 1],
      [273, 4, strip],
      [277, 3, 1],
      [278, 4, claims?.height ?? height],
      [279, 4, width * height],
      [282, 5, resolution],
      [296, 3, 2],
    ];
    const lost = lostField === undefined ? [] : [lostEntry(lostField)];
    const body = entries.map(([tag, type, value]) => {
      const isInside = type !== 5 || isBig;
      const field = type === 5 ? number(value, offsetBytes) : padded(number(value, type === 3 ? 2 : 4), offsetBytes);
      const inPlace = type === 5 && isInside ? Buffer.concat([number(dpi, 4), number(1, 4)]) : field;
      return Buffer.concat([number(tag, 2), number(type, 2), number(1, offsetBytes), inPlace]);
    });
    const fields = [...body, ...lost];
    const directory = Buffer.concat([number(fields.length, isBig ? 8 : 2), ...fields, Buffer.alloc(offsetBytes)]);
    directories.push(put(directory));
    links.push({ buffer: directory, at: directory.length - offsetBytes });
  }

  const [first = 0] = directories;
  const last = { nowhere: 0, first, outside: place + 1_000 }[end];
  for (const [at, { buffer, at: within }] of links.entries()) {
    number(directories[at + 1] ?? last, offsetBytes).copy(buffer, within);
  }
  return Buffer.concat([...header, number(first, offsetBytes), ...written]);
}

const padded = (bytes: Buffer, length: number): Buffer => Buffer.concat([bytes, Buffer.alloc(length - bytes.length)]);
