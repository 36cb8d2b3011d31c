/** Puts bits one after the other as a JPEG has them between its markers (ITU-T T.81, F.1.2.3). */
export type BitWriter = {
  /** At most 16 bits. */
  put(bits: number, length: number): void;
  /** All of it, the last byte filled up with ones. */
  end(): Buffer;
};

/** For so many bytes at most, before 255 is told from a marker. */
export function createBitWriter(mostBytes: number): BitWriter {
  const bytes = Buffer.allocUnsafe(mostBytes * 2);
  let [size, waiting, count] = [0, 0, 0];
  const put = (bits: number, length: number) => {
    waiting = (waiting << length) | bits;
    for (count += length; count >= 8; size += 1) {
      count -= 8;
      const byte = (waiting >> count) & 0xff;
      bytes[size] = byte;
      if (byte === 0xff) bytes[++size] = 0;
    }
    waiting &= (1 << count) - 1;
  };
  return {
    put,
    end: () => {
      if (count > 0) put((1 << (8 - count)) - 1, 8 - count);
      return bytes.subarray(0, size);
    },
  };
}
